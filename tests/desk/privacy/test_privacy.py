from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from desk.audit.models import Entry, Kind
from desk.cases.actions.claim import claim
from desk.cases.actions.reply import reply
from desk.cases.actions.save_draft import save_draft
from desk.cases.models import Case
from desk.config.environment import environment
from desk.labels.actions import put_label
from desk.learning.grouping import group_new
from desk.learning.keep import keep
from desk.learning.models import Question
from desk.privacy.models import Consent, Purpose
from desk.teams.models import Organisation, Team
from desk.translation.models import Translation
from tests.desk.conftest import API_TOKEN, BOT_TOKEN
from tests.desk.learning.test_learning import FirstWord, asked

MARKER = "zxqmarker"


class BotSide:
    """What the bot keeps, behind its door for the desk."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.people = {"amal": [{"author": "newcomer", "text": MARKER, "language": "ar"}]}
        self.away = False


@pytest.fixture
def bot_side(monkeypatch) -> Iterator[BotSide]:
    with _served() as side:
        monkeypatch.setenv("FANAL_BOT_URL", side.url)
        environment.cache_clear()
        yield side


@contextmanager
def _served() -> Iterator[BotSide]:
    class Handler(BaseHTTPRequestHandler):
        def do_DELETE(self) -> None:
            gone = len(side.people.pop(self._sender(), []))
            self._say({"erased": {"events": gone, "channel": 0, "relay": 0}})

        def do_GET(self) -> None:
            self._say({"messages": side.people.get(self._sender(), []), "slots": {}})

        def _sender(self) -> str:
            return "nobody" if side.away else self.path.rpartition("/")[2]

        def _say(self, body: Any) -> None:
            known = self.headers["Authorization"] == f"Bearer {BOT_TOKEN}"
            content = json.dumps(body).encode()
            self.send_response(503 if side.away else 200 if known else 401)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    side = BotSide(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield side
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def everywhere(opened, counsellor, said) -> Case:
    """A person who left words in every store of the desk."""
    from desk.cases.actions.append_messages import append_messages

    row = {"label": "question", "value": f"{MARKER} question"}
    case = opened(sender="amal", municipality=MARKER, summary=(row,))
    append_messages(case.pk, [said(f"{MARKER} words")])
    claim(case.pk, counsellor)
    reply(case.pk, counsellor, reply_id=uuid.uuid4(), text=f"{MARKER} reply", language="nl")
    save_draft(case.pk, counsellor, reply_id=None, text=f"{MARKER} draft")
    put_label(case.pk, counsellor, "ordinary")
    case.events.create(kind="note", note=f"{MARKER} note")
    Translation.objects.create(case=case, key="k", text=f"{MARKER} translation")
    Consent.objects.create(
        case=case, purpose=Purpose.SHARE, text=MARKER, language="ar", given_at=case.opened_at
    )
    keep(asked(f"{MARKER} question?", sender="amal", tell=True))
    group_new(FirstWord)
    return case


def tables_with(words: str) -> set[str]:
    """Every table of the desk that holds these words anywhere."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(words.lower() in str(row).lower() for row in cursor.fetchall()):
                found.add(table)
    return found


def test_erasing_leaves_no_word_in_any_table_and_says_what_went(
    everywhere, bot_side, page, django_capture_on_commit_callbacks
) -> None:
    before = tables_with(MARKER)
    assert {"cases_case", "cases_message", "cases_caseevent", "delivery_delivery"} <= before
    assert {"learning_question", "translation_translation", "privacy_consent"} <= before

    with django_capture_on_commit_callbacks(execute=True):
        answer = page.post(f"/cases/{everywhere.pk}/privacy/erase", {"sure": "yes"})

    assert answer.status_code == 200
    shown = answer.content.decode()
    for store in ("cases at the desk", "messages at the desk", "questions kept", "events of the"):
        assert store in shown
    assert "desk_" not in shown
    assert tables_with(MARKER) == set()
    assert tables_with("amal") == set()
    assert bot_side.people == {}
    detail = Entry.objects.get(kind=Kind.PERSON_ERASED).detail
    assert (detail["desk_cases"], detail["desk_questions"], detail["bot_events"]) == (1, 1, 1)


def test_without_the_box_nothing_is_erased(everywhere, bot_side, page) -> None:
    assert page.get(f"/cases/{everywhere.pk}/privacy/erase").status_code == 200
    page.post(f"/cases/{everywhere.pk}/privacy/erase")
    assert Case.objects.exists()
    assert "amal" in bot_side.people


def test_while_the_bot_is_away_nothing_is_erased_at_all(everywhere, bot_side, page) -> None:
    bot_side.away = True
    answer = page.post(f"/cases/{everywhere.pk}/privacy/erase", {"sure": "yes"}, follow=True)
    assert "cannot be reached" in answer.content.decode()
    assert Case.objects.exists()
    assert Question.objects.exists()


def test_whoever_does_not_see_every_case_of_a_person_neither_copies_nor_erases(
    everywhere, bot_side, page, opened
) -> None:
    organisation = Organisation.objects.create(name="Other")
    team = Team.objects.create(organisation=organisation, name="Other")
    Case.objects.filter(pk=opened(sender="amal").pk).update(team=team)
    page.post(f"/cases/{everywhere.pk}/privacy/erase", {"sure": "yes"})
    assert Case.objects.count() == 2
    assert page.get(f"/cases/{everywhere.pk}/privacy/copy").status_code == 302
    shown = page.get(f"/cases/{everywhere.pk}/privacy").content.decode()
    assert "Ask an operator" in shown


def test_a_copy_holds_everything_as_file_and_as_page(everywhere, bot_side, page) -> None:
    answer = page.get(f"/cases/{everywhere.pk}/privacy/copy?format=json")
    copied = answer.json()
    (case,) = copied["cases"]
    assert [m["text"] for m in case["messages"]][1:] == [f"{MARKER} words", f"{MARKER} reply"]
    assert case["labels"] == ["ordinary"]
    assert case["consents"][0]["text"] == MARKER
    assert f"{MARKER} note" in [event["note"] for event in case["history"]]
    assert copied["questions"][0]["text"] == f"{MARKER} question?"
    assert copied["assistant"]["messages"][0]["text"] == MARKER
    shown = page.get(f"/cases/{everywhere.pk}/privacy/copy").content.decode()
    for words in ("words", "reply", "note", "question"):
        assert f"{MARKER} {words}" in shown
    assert Entry.objects.filter(kind=Kind.EXPORTED).count() == 2


def test_a_copy_says_when_the_assistants_part_is_missing(everywhere, bot_side, page) -> None:
    bot_side.away = True
    shown = page.get(f"/cases/{everywhere.pk}/privacy/copy").content.decode()
    assert "its part is missing" in shown


def test_the_words_of_consent_are_kept_with_their_version(client, wire, db) -> None:
    for _ in range(2):
        client.post(
            "/api/v1/cases",
            wire("case"),
            content_type="application/json",
            headers={"Authorization": f"Bearer {API_TOKEN}"},
        )
    consent = Consent.objects.get()
    assert consent.text == wire("case")["consent"]["text"]
    assert (consent.purpose, len(consent.version), consent.language) == ("share", 12, "ar")


def test_danger_that_opened_a_case_at_once_is_no_consent(client, wire, page, db) -> None:
    body = {**wire("case"), "consent": None, "reason": "urgent", "urgent": True}
    header = {"Authorization": f"Bearer {API_TOKEN}"}
    assert client.post("/api/v1/cases", body, "application/json", headers=header).status_code == 201
    assert not Consent.objects.exists()
    shown = page.get(f"/cases/{body['id']}/").content.decode()
    assert "Danger opened this case without a question" in shown


def test_statistics_are_agreed_to_and_taken_back(opened, page, counsellor) -> None:
    case = opened()
    for _ in range(2):
        page.post(f"/cases/{case.pk}/privacy/statistics", {"agreed": "yes"})
    consent = Consent.objects.get()
    assert (consent.recorded_by, consent.withdrawn_at) == (counsellor, None)
    assert consent.version
    page.post(f"/cases/{case.pk}/privacy/statistics", {"agreed": "no"})
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
