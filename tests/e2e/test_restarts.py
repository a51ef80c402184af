"""Any one process dies in mid-conversation; nothing that was said is lost or doubled."""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.running import RunningFanal
from tests.fakes.rest_talks import RestTalks

_PATIENCE_SECONDS = 60


_talks: dict[str, RestTalks] = {}


def _say(fanal: RunningFanal, sender: str, text: str) -> list[dict[str, Any]]:
    body = {"sender": sender, "message": text, "message_id": str(uuid.uuid4())}
    reply = _talks.setdefault(fanal.bot_url, RestTalks(fanal.bot_url)).post(body, timeout=40)
    reply.raise_for_status()
    messages: list[dict[str, Any]] = reply.json()
    return messages


def _until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.2)


def _at_the_desk(fanal: RunningFanal, sender: str) -> list[str]:
    """What the desk holds of what the newcomer wrote, in its order."""
    file = fanal.log.parent / "desk.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return [
            text
            for (text,) in database.execute(
                "SELECT m.text FROM cases_message m JOIN cases_case c ON c.id = m.case_id "
                "WHERE c.sender = ? AND m.author = 'newcomer' ORDER BY m.id",
                [sender],
            )
        ]


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(autouse=True)
def _all_back(fanal: RunningFanal) -> Iterator[None]:
    """The next test finds every process at work again."""
    yield
    for address in (
        f"{fanal.actions_url}/health",
        f"{fanal.bot_url}/webhooks/rest/",
        f"{fanal.desk_url}/health",
    ):
        _until(partial(_answers, address), address)


@pytest.mark.parametrize("module", ["bot.relay", "desk.serve", "desk deliver", "actions.run"])
def test_a_waiting_newcomer_loses_no_word(fanal: RunningFanal, module: str) -> None:
    sender = str(uuid.uuid4())
    _say(fanal, sender, "I want to talk to a person")
    waiting = _say(fanal, sender, "/affirm")
    assert waiting[-1]["custom"]["state"] == "waiting"

    before = fanal.pids(module)
    fanal.kill(module)
    for number in range(3):
        assert any(message["text"] for message in _say(fanal, sender, f"word number {number}"))
    _until(lambda: bool(set(fanal.pids(module)) - set(before)), f"{module} to come back")

    words = [f"word number {number}" for number in range(3)]
    _until(lambda: set(words) <= set(_at_the_desk(fanal, sender)), "the words at the desk")
    held = _at_the_desk(fanal, sender)
    assert [word for word in held if word in words] == words


def test_the_bot_comes_back_and_remembers(fanal: RunningFanal) -> None:
    sender = str(uuid.uuid4())
    _say(fanal, sender, "Combien coûte le parcours d'intégration à Liège ?")
    fanal.kill("bot.run")
    _until(lambda: _answers(f"{fanal.bot_url}/webhooks/rest/"), "the bot to come back")
    reply = _say(fanal, sender, '/ask_topic{"article": "wallonia-integration-hours"}')
    assert reply[0]["custom"]["region"] == "wallonia"
    assert reply[0]["language"] == "fr"


def test_without_the_action_server_the_person_reads_what_happened(fanal: RunningFanal) -> None:
    sender = str(uuid.uuid4())
    _say(fanal, sender, "Waar kan ik Nederlands leren in Gent?")
    fanal.kill("actions.run")
    reply = _say(fanal, sender, "Hoeveel kost inburgering?")
    assert reply, "the bot stayed silent"
    assert reply[-1]["language"] == "nl"
    assert reply[-1]["text"]


def test_no_log_holds_a_newcomers_words(fanal: RunningFanal) -> None:
    secret = "Zwartgallige Kwibus 4711"
    _say(fanal, str(uuid.uuid4()), f"My name is {secret}, where can I learn Dutch in Gent?")
    assert secret not in Path(fanal.log).read_text(encoding="utf-8", errors="replace")
