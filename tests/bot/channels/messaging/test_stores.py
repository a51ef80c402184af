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
from bot.channels.receipts import Receipt, Receipts

DAY = 86_400.0
NOW = 1_770_000_000.0


@pytest.fixture
def database(tmp_path: Path) -> Any:
    made = engine(f"sqlite:///{tmp_path / 'folder' / 'tracker.sqlite3'}")
    yield made
    made.dispose()


def message(name: str) -> dict[str, Any]:
    return {"id": name, "text": name, "author": "counsellor"}


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
    outbox.finish(waiting, NOW)
    assert outbox.is_sent("m1")
    assert not outbox.returned("SM1", NOW, state="failed", problem="not_arrived")
    outbox.prune(NOW + 91 * DAY)
    assert not outbox.is_sent("m1")


def sent_in_parts(database: Any, *references: str) -> Outbox:
    outbox = Outbox(database)
    outbox.put("s", message("m1"), NOW)
    [waiting] = outbox.of("s")
    for place, reference in enumerate(references, start=1):
        outbox.progress(waiting, place, reference)
    outbox.finish(waiting, NOW)
    return outbox


def test_from_the_part_on_that_did_not_arrive_a_message_goes_out_again(database: Any) -> None:
    outbox = sent_in_parts(database, "SM1", "SM2", "SM3")
    outbox.arrived("SM3")
    assert outbox.returned("SM2", NOW, state="stored")
    assert [waiting.sent for waiting in outbox.of("s")] == [1]
    assert outbox.returned("SM1", NOW, state="stored")
    assert [waiting.sent for waiting in outbox.of("s")] == [0]


def test_words_are_kept_until_every_part_has_arrived(database: Any) -> None:
    outbox = sent_in_parts(database, "SM1", "SM2")
    with database.connect() as connection:
        words = connection.exec_driver_sql("SELECT body FROM channel_outbox")
        assert words.scalar() != ""
    for reference in ("SM1", "SM2", "SM2"):
        outbox.arrived(reference)
    with database.connect() as connection:
        assert connection.exec_driver_sql("SELECT body FROM channel_outbox").scalar() == ""
    assert not outbox.returned("SM1", NOW, state="stored")


def test_of_what_is_pruned_no_news_is_awaited(database: Any) -> None:
    outbox = sent_in_parts(database, "SM1")
    outbox.prune(NOW + 2 * DAY)
    assert outbox.sender_of("SM1") == "s"
    outbox.prune(NOW + 4 * DAY)
    assert outbox.sender_of("SM1") is None


def test_the_desk_hears_of_a_message_that_is_given_up(database: Any) -> None:
    outbox, receipts = Outbox(database), Receipts(database)
    outbox.put("s", message("m1"), NOW)
    receipts.stored("m1", "s", NOW)
    [waiting] = outbox.of("s")
    outbox.remove(waiting, NOW + 60, "trouble")
    assert receipts.news() == [Receipt("m1", "failed", "trouble", NOW + 60)]


def test_the_bots_own_messages_are_no_news_for_the_desk(database: Any) -> None:
    outbox = Outbox(database)
    outbox.put("s", message("m1") | {"author": "bot"}, NOW)
    [waiting] = outbox.of("s")
    outbox.progress(waiting, 1, "SM1")
    outbox.finish(waiting, NOW)
    assert outbox.returned("SM1", NOW, state="failed", problem="not_arrived")
    assert [waiting.message["id"] for waiting in outbox.of("s")] == ["m1"]
    assert Receipts(database).news() == []


def test_a_long_value_gets_a_short_name_that_leads_back(database: Any) -> None:
    memo = Memo(database)
    long = '/ask_topic{"article": "' + "a" * 80 + '"}'
    assert memo.short("/affirm", 64) == "/affirm"
    assert len(memo.short(long, 64).encode()) <= 64
    assert memo.full(memo.short(long, 64)) == long
    assert memo.full("k:unknown") == ""
