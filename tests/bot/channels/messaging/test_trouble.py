"""Platforms that fail, processes that die, people who flood: nothing is lost, nothing comes twice.

Told on Telegram; the code is the same for all three channels.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.messaging.channel import tidy
from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.receiving import Receiving
from bot.channels.messaging.tables import engine, erase
from tests.bot.channels.messaging.people import ask_desk, idle, seen, sender_of
from tests.fakes.telegram import TelegramPhone


@pytest.fixture
def phone(running: Any) -> TelegramPhone:
    return TelegramPhone(running.url, 42)


@pytest.fixture
def parts(running: Any) -> tuple[Any, Receiving]:
    """Another pair of hands at the same tables, as a second process has."""
    sending = running.channel("telegram").get_output_channel()
    return sending, Receiving(sending, engine(running.tracker_db))


def texts(running: Any, phone: Any, count: int) -> list[str]:
    return [shown.text for shown in seen(running.telegram, phone, count)]


def test_an_answer_that_failed_is_sent_again_and_in_order(
    running: Any, phone: Any, parts: Any
) -> None:
    running.telegram.fail(502)
    phone.say("One")
    running.telegram.until(lambda: len(running.telegram.requests) == 1, "a first attempt")
    running.run(idle(running, sender_of(running, phone)))
    assert running.telegram.to("42") == []
    sending, receiving = parts
    running.clock.now += 3
    running.run(tidy(running.agent, sending, receiving, left_seconds=90))
    phone.say("Two")
    assert texts(running, phone, 2) == ["You said: One", "You said: Two"]


def test_of_a_message_in_parts_only_what_is_missing_is_sent_again(
    running: Any, phone: Any, parts: Any
) -> None:
    long = "\n\n".join(["a" * 3000, "b" * 3000, "c" * 3000])
    running.answers(lambda _: [{"text": long}])
    running.telegram.failures.append((200, {"ok": True, "result": {}}))
    running.telegram.fail(500)
    phone.say("One")
    running.telegram.until(lambda: len(running.telegram.requests) == 2, "the second part")
    running.run(idle(running, sender_of(running, phone)))
    running.clock.now += 3
    running.run(tidy(running.agent, *parts, left_seconds=90))
    assert [text[0] for text in texts(running, phone, 2)] == ["b", "c"]


def test_a_message_that_is_never_taken_does_not_hold_back_the_others_for_ever(
    running: Any, phone: Any, parts: Any
) -> None:
    running.telegram.fail(400, {"ok": False, "error_code": 400, "description": "odd"}, times=40)
    phone.say("One")
    running.telegram.until(lambda: running.telegram.requests, "a first attempt")
    running.run(idle(running, sender_of(running, phone)))
    for _ in range(35):
        running.clock.now += 400
        running.run(tidy(running.agent, *parts, left_seconds=90))
    assert parts[0].outbox.of(sender_of(running, phone)) == []
    running.telegram.failures.clear()
    phone.say("Two")
    assert texts(running, phone, 1) == ["You said: Two"]


def test_a_reply_of_the_desk_that_failed_is_told_and_comes_once(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    sender = sender_of(running, phone)
    running.telegram.fail(502)
    event = {"id": "8f0c6f5a-7f35-4d5e-9d0a-3f8d6b0f9f11"}
    failed = ask_desk(running, sender, "One", **event)
    assert (failed.status_code, failed.json()["error"]["code"]) == (503, "undelivered")
    phone.say("Meanwhile")
    assert texts(running, phone, 2)[1] == "You said: Meanwhile"
    assert ask_desk(running, sender, "One", **event).json() == {"delivered": "sent"}
    assert ask_desk(running, sender, "One", **event).json() == {"delivered": "duplicate"}
    assert len(texts(running, phone, 3)) == 3


def test_a_reply_that_was_sent_before_the_process_died_does_not_come_twice(
    running: Any, phone: Any, parts: Any
) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    sender = sender_of(running, phone)
    running.run(idle(running, sender))
    message = {
        "id": "e1",
        "text": "One",
        "language": "en",
        "author": "counsellor",
        "buttons": [],
        "custom": {"type": "counsellor", "name": "Ayşe"},
    }
    for _ in range(2):
        assert running.run(parts[0].push(sender, message)) is True
    assert len(running.telegram.to("42")) == 2


def test_a_delivery_that_was_stored_before_the_process_died_is_answered_by_the_next(
    running: Any, phone: Any, parts: Any
) -> None:
    sending, receiving = parts
    incoming = Incoming("900", "42", "Hello")
    assert receiving.keep(incoming)
    assert receiving.keep(incoming) is None
    running.clock.now += 100
    running.run(tidy(running.agent, sending, receiving, left_seconds=90))
    assert texts(running, phone, 1) == ["You said: Hello"]


def test_a_turn_whose_answer_was_not_stored_is_not_taken_again_and_still_answered(
    running: Any, phone: Any, parts: Any
) -> None:
    sending, receiving = parts
    sender = receiving.keep(Incoming("900", "42", "Hello"))
    put, sending.outbox.put = sending.outbox.put, _die
    with pytest.raises(Death):
        running.run(receiving.work(running.agent, sender))
    sending.outbox.put = put
    running.run(receiving.work(running.agent, sender))
    assert len(running.agent.turns) == 1
    assert texts(running, phone, 1) == ["You said: Hello"]


class Death(BaseException):
    """Nothing that runs in the process can hold it up."""


def _die(*_: Any, **__: Any) -> None:
    raise Death


def test_when_a_turn_breaks_the_person_is_told(running: Any, phone: Any) -> None:
    def broken(_: str) -> list[dict[str, Any]]:
        raise RuntimeError("no words of anybody")

    running.answers(broken)
    phone.say("Hello")
    [text] = texts(running, phone, 1)
    assert "went wrong" in text


def test_a_slow_platform_does_not_slow_down_the_others(running: Any, phone: Any) -> None:
    other = TelegramPhone(running.url, 43)
    with running.telegram.slow():
        assert phone.say("Hello").status_code == 200
        assert other.say("Hello").status_code == 200
    assert texts(running, phone, 1) == texts(running, other, 1)


def flood(running: Any, parts: Any, count: int) -> str:
    """So many messages within a moment, all of them stored before the first is looked at."""
    _, receiving = parts
    for number in range(count):
        sender = receiving.keep(Incoming(str(number), "42", f"Message {number}"))
    running.run(receiving.work(running.agent, sender))
    return str(sender)


def test_two_hundred_messages_in_a_minute_get_one_notice_and_the_person_is_not_locked_out(
    running: Any, phone: Any, parts: Any
) -> None:
    flood(running, parts, 200)
    running.clock.now += 61
    phone.say("Still important")
    said = texts(running, phone, 22)
    assert said[:20] == [f"You said: Message {number}" for number in range(20)]
    assert "faster than I can read" in said[20]
    assert said[21:] == ["You said: Still important"]


def test_a_counsellor_reads_all_of_a_flood(running: Any, phone: Any, parts: Any) -> None:
    sender = flood(running, parts, 1)
    running.run(running.agent.set(sender, handoff_state="active"))
    flood(running, parts, 50)
    assert len(running.agent.turns) == 50
    assert len(running.telegram.to("42")) == 50


def test_whoever_says_stop_hears_one_sentence_and_then_nothing_until_they_write(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    phone.say("STOP")
    assert "no more messages" in texts(running, phone, 2)[1]
    sender = sender_of(running, phone)
    running.run(idle(running, sender))
    assert ask_desk(running, sender, "One").json() == {"delivered": "stored"}
    assert len(running.telegram.to("42")) == 2
    phone.say("Back")
    assert texts(running, phone, 4)[2:] == ["👤 Ayşe (Counsellor)\nOne", "You said: Back"]
    assert [turn.text for turn in running.agent.turns] == ["Hello", "Back"]


def test_an_erased_person_leaves_nothing_and_begins_anew(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    before = sender_of(running, phone)
    running.run(idle(running, before))
    with engine(running.tracker_db).begin() as connection:
        assert erase(connection, before) == 3
    assert ask_desk(running, before, "One").json() == {"delivered": "stored"}
    phone.say("Hello again")
    seen(running.telegram, phone, 2)
    assert sender_of(running, phone) != before


def test_whoever_asks_to_be_forgotten_hears_that_it_was_done(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    before = sender_of(running, phone)
    running.run(idle(running, before))

    def forgotten(_: str) -> list[dict[str, Any]]:
        with engine(running.tracker_db).begin() as connection:
            erase(connection, before)
        return [{"text": "Everything is deleted."}]

    running.answers(forgotten)
    phone.say("Delete my data")
    assert texts(running, phone, 2)[1] == "Everything is deleted."
    running.run(idle(running, before))
    with engine(running.tracker_db).connect() as connection:
        for table in ("channel_person", "channel_inbox", "channel_outbox"):
            assert connection.exec_driver_sql(f"SELECT * FROM {table}").all() == []


def test_what_is_done_holds_no_words(running: Any, phone: Any) -> None:
    phone.say("My name is Xanthippe")
    seen(running.telegram, phone)
    running.run(idle(running, sender_of(running, phone)))
    with engine(running.tracker_db).connect() as connection:
        for table in ("channel_inbox", "channel_outbox"):
            rows = connection.exec_driver_sql(f"SELECT body FROM {table}").all()
            assert rows == [("",)]
