"""What strangers and accidents bring: a clear error, no leak, nothing lost."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.actions.withdraw import withdraw
from desk.cases.errors import AlreadyClaimedError
from desk.cases.models import Author, Case, CaseEvent, EventKind, Message, Outcome, State
from desk.labels.actions import put_label
from desk.notes.mentions import write_note
from desk.teams.models import Membership, Team
from tests.desk.conftest import add_counsellor, logged_in

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
OVERRIDE = "safe\u202egnp.exe\u0000\u0007\u2066\ufeff"
PAGES = ("cases:case", "cases:news")


def pages_of(browser: Client, case: Case) -> list[str]:
    addresses = [reverse(name, args=[case.id]) for name in PAGES]
    addresses += ["/", "/search/?q=safe", "/mentions/"]
    return [browser.get(address).content.decode() for address in addresses]


@pytest.fixture
def hostile(opened, said, colleague, counsellor) -> Case:
    """A case in which everything a stranger can fill in is filled in badly."""
    words = f"{SCRIPT} {OVERRIDE}".replace("\x00", "")
    case = opened(
        municipality=words[:100],
        need=SCRIPT[:60],
        topic="../../etc/passwd",
        channel=SCRIPT[:30],
        language="xx",
        summary=({"label": SCRIPT, "value": words}, {"label": "question", "value": words}),
    )
    sources = ({"key": SCRIPT, "section": words, "as_of": SCRIPT},)
    append_messages(
        case.id,
        [
            said(words, language="'><b>"),
            said(words, author="bot", article=SCRIPT, sources=sources),
        ],
    )
    write_note(case.id, colleague, f"@ayse {words}")
    put_label(case.id, colleague, "<u>x</u>")
    return case


def test_no_markup_and_no_override_reaches_a_page(hostile: Case, page: Client) -> None:
    for text in pages_of(page, hostile):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<u>x</u>" not in text
        assert not set(text) & set("\u202e\u2066\ufeff\x07\x00")
    assert "gnp.exe" in pages_of(page, hostile)[0]


def test_a_counsellors_name_is_no_markup_either(opened, page: Client, colleague) -> None:
    colleague.display_name = SCRIPT
    colleague.save()
    case = claim(opened().id, colleague)
    write_note(case.id, colleague, "note")
    for text in pages_of(page, case):
        assert "<script>alert" not in text


def test_twenty_kilobytes_are_kept_whole_and_shown_within_bounds(
    opened, said, page: Client
) -> None:
    case = opened(summary=({"label": "question", "value": "x" * 20_000},))
    append_messages(case.id, [said("ش" * 20_000)])
    assert len(case.messages.last().text) == 20_000
    text = page.get(case.get_absolute_url()).content.decode()
    assert "bubble long" in text
    assert len(page.get("/").content) < 30_000


@pytest.mark.parametrize("state", list(State))
def test_another_teams_case_does_not_exist(opened, said, counsellor, colleague, state) -> None:
    """Neither a page nor a button tells that there is such an id, in any state."""
    case = opened()
    append_messages(case.id, [said("secret words")])
    if state in {State.ACTIVE, State.RESOLVED}:
        claim(case.id, colleague)
    if state == State.RESOLVED:
        resolve(case.id, colleague, outcome=Outcome.OTHER)
    if state == State.WITHDRAWN:
        withdraw(case.id)
    other = Team.objects.create(organisation=case.team.organisation, name="Elsewhere")
    stranger = logged_in(add_counsellor("zoe", team=other, password="x" * 12))
    before = CaseEvent.objects.count()

    for name in ("case", "news", "articles"):
        answer = stranger.get(reverse(f"cases:{name}", args=[case.id]))
        assert (answer.status_code, b"secret" in answer.content) == (404, False)
    posts = {f"cases:{name}" for name in ("claim", "reply", "draft", "hand_back", "resolve")}
    posts |= {f"cases:{name}" for name in ("reopen", "acknowledge", "insert", "send_again")}
    posts |= {"notes:add", "labels:put", "snooze:snooze", "snooze:wake", "presence:sign"}
    form = {"text": "x", "note": "x", "name": "x", "outcome": "other", "for": "hour"}
    form |= {"reply_id": str(uuid4()), "language": "nl", "insert": "canned:greeting"}
    for name in sorted(posts):
        answer = stranger.post(reverse(name, args=[case.id]), form)
        assert (name, answer.status_code, b"secret" in answer.content) == (name, 404, False)
    assert CaseEvent.objects.count() == before
    assert not Message.objects.filter(author=Author.COUNSELLOR).exists()


def test_an_unknown_case_and_another_teams_look_the_same(opened, counsellor) -> None:
    case = opened()
    browser = logged_in(counsellor)
    Membership.objects.filter(counsellor=counsellor).update(
        team=Team.objects.create(organisation=case.team.organisation, name="Elsewhere")
    )
    known = browser.get(case.get_absolute_url())
    unknown = browser.get(reverse("cases:case", args=[uuid4()]))
    assert (known.status_code, unknown.status_code) == (404, 404)
    token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub(b"", known.content) == token.sub(b"", unknown.content)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told(
    opened, counsellor, colleague
) -> None:
    case = opened()
    start, said = Barrier(2), []

    def take(who) -> None:
        start.wait(20)
        try:
            claim(case.id, who)
            said.append("mine")
        except AlreadyClaimedError as error:
            said.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=take, args=[who]) for who in (counsellor, colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    case.refresh_from_db()
    assert sorted(said) == sorted(
        ["mine", f"{case.holder} has just taken this case. Choose another one from the queue."]
    )
    assert case.events.filter(kind=EventKind.CLAIMED).count() == 1
    assert case.deliveries.count() == 1


def test_a_reply_to_a_closed_case_is_not_sent_and_not_lost(opened, page, counsellor) -> None:
    case = claim(opened().id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    form = {"reply_id": str(uuid4()), "text": "one more thing", "language": "nl"}
    answer = page.post(reverse("cases:reply", args=[case.id]), form)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "This case is no longer open." in text
    assert "one more thing" in text
    assert not Message.objects.filter(author=Author.COUNSELLOR).exists()


def test_clocks_that_differ_do_not_disturb_the_order(opened, said, page, counsellor) -> None:
    """A bot a day ahead neither jumps the queue nor shows times to come; order is arrival's."""
    tomorrow = timezone.now() + timedelta(days=1)
    case = opened(opened_at=tomorrow)
    assert case.opened_at <= timezone.now()
    claim(case.id, counsellor)
    append_messages(case.id, [said("from the future", at=tomorrow)])
    append_messages(case.id, [said("from the past", at=tomorrow - timedelta(days=400))])
    case.refresh_from_db()
    assert case.newcomer_wrote_at <= timezone.now()
    assert case.wants_reply
    shown = [entry.text for entry in page.get(case.get_absolute_url()).context["timeline"].entries]
    assert shown[-2:] == ["from the future", "from the past"]
