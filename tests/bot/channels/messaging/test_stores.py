from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.memo import Memo
from bot.channels.messaging.outbox import Outbox
from bot.channels.messaging.people import People
from bot.channels.messaging.tables import engine

DAY = 86_400.0
NOW = 1_770_000_000.0


@pytest.fixture
def database(tmp_path: Path) -> Any:
    made = engine(f"sqlite:///{tmp_path / 'folder' / 'tracker.sqlite3'}")
    yield made
    made.dispose()


def message(name: str) -> dict[str, Any]:
    return {"id": name, "text": name}


def test_the_same_address_on_two_platforms_is_two_people(database: Any) -> None:
    people = People(database)
    assert people.at("telegram", "1").sender == people.at("telegram", "1").sender
    assert people.at("telegram", "1").sender != people.at("messenger", "1").sender
    assert people.of("nobody") is None


def test_a_delivery_is_known_as_long_as_platforms_repeat_it(database: Any) -> None:
    inbox = Inbox(database)
    assert inbox.put("telegram", "s", Incoming("1", "a", "Hello", hints={"language": "ar"}), NOW)
    [delivered] = inbox.of("s")
    assert delivered.incoming == Incoming("1", "a", "Hello", hints={"language": "ar"})
    inbox.done(delivered)
    inbox.prune(NOW + 89 * DAY)
    assert not inbox.put("telegram", "s", Incoming("1", "a", "Hello"), NOW)
    assert inbox.put("whatsapp", "s", Incoming("1", "a", "Hello"), NOW)
    inbox.prune(NOW + 91 * DAY)
    assert inbox.put("telegram", "s", Incoming("1", "a", "Hello"), NOW)


def test_what_is_not_done_is_never_pruned(database: Any) -> None:
    inbox = Inbox(database)
    inbox.put("telegram", "s", Incoming("1", "a", "Hello"), NOW)
    inbox.prune(NOW + 365 * DAY)
    assert inbox.left_behind(NOW + 1) == [("telegram", "s")]


def test_two_processes_do_not_take_one_message(database: Any) -> None:
    outbox = Outbox(database)
    outbox.put("s", message("m1"), NOW)
    outbox.put("s", message("m1"), NOW)
    [waiting] = outbox.of("s")
    assert outbox.take(waiting, NOW, 60)
    assert not outbox.take(waiting, NOW + 59, 60)
    assert outbox.take(waiting, NOW + 60, 60)


def test_what_was_sent_is_remembered_without_its_words(database: Any) -> None:
    outbox = Outbox(database)
    outbox.put("s", message("m1"), NOW)
    [waiting] = outbox.of("s")
    assert not outbox.is_sent("m1")
    outbox.finish(waiting, NOW, None)
    assert outbox.is_sent("m1")
    assert outbox.returned("SM1") is None
    outbox.prune(NOW + 91 * DAY)
    assert not outbox.is_sent("m1")


def test_a_long_value_gets_a_short_name_that_leads_back(database: Any) -> None:
    memo = Memo(database)
    long = '/ask_topic{"article": "' + "a" * 80 + '"}'
    assert memo.short("/affirm", 64) == "/affirm"
    assert len(memo.short(long, 64).encode()) <= 64
    assert memo.full(memo.short(long, 64)) == long
    assert memo.full("k:unknown") == ""
