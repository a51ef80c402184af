from __future__ import annotations

from uuid import uuid4

import pytest

from desk.cases.actions.claim import claim
from desk.cases.actions.reply import MAX_LENGTH, reply
from desk.cases.actions.save_draft import save_draft
from desk.cases.actions.withdraw import withdraw
from desk.cases.errors import (
    AlreadyClaimedError,
    ClosedCaseError,
    InvalidReplyError,
    NotHolderError,
)
from desk.cases.models import Author, Message
from desk.delivery.models import Delivery, DeliveryState


@pytest.fixture
def held(opened, counsellor):
    case = claim(opened().id, counsellor)
    Delivery.objects.all().delete()
    return case


def say(case, counsellor, text="Dag!", language="nl", reply_id=None):
    return reply(case.id, counsellor, reply_id=reply_id or uuid4(), text=text, language=language)


def test_stores_the_reply_and_queues_it_for_the_bot(held, counsellor, wire) -> None:
    message = say(held, counsellor, "مرحبًا", "ar")

    assert (message.author, message.counsellor) == (Author.COUNSELLOR, counsellor)
    delivery = Delivery.objects.get(message=message)
    sample = wire("desk_event_message")
    assert delivery.state == DeliveryState.QUEUED
    assert delivery.payload.keys() == sample.keys()
    assert delivery.payload["id"] == message.message_id
    assert delivery.payload["counsellor"] == sample["counsellor"]
    assert delivery.payload["text"] == "مرحبًا"


def test_a_button_pressed_twice_sends_once(held, counsellor) -> None:
    reply_id = uuid4()
    first = say(held, counsellor, reply_id=reply_id)
    second = say(held, counsellor, reply_id=reply_id)

    assert first == second
    assert Delivery.objects.count() == 1


def test_only_the_holder_may_reply(held, opened, counsellor, colleague) -> None:
    with pytest.raises(AlreadyClaimedError):
        say(held, colleague)
    with pytest.raises(NotHolderError):
        say(opened(), counsellor)
    assert not Message.objects.filter(author=Author.COUNSELLOR).exists()


def test_nobody_replies_to_a_withdrawn_case(held, counsellor) -> None:
    withdraw(held.id)

    with pytest.raises(ClosedCaseError):
        say(held, counsellor)


@pytest.mark.parametrize("text", ["", " \n\t ", "x" * (MAX_LENGTH + 1)])
def test_an_empty_or_too_long_reply_is_refused(held, counsellor, text) -> None:
    with pytest.raises(InvalidReplyError):
        say(held, counsellor, text)
    assert not Delivery.objects.exists()


def test_what_a_database_cannot_keep_is_replaced(held, counsellor) -> None:
    assert say(held, counsellor, "a\x00b\ud800c").text == "a\ufffdb\ufffdc"


def test_arabic_words_said_to_be_dutch_are_sent_as_arabic(held, counsellor) -> None:
    assert say(held, counsellor, "مرحبًا بك في VDAB", "nl").language == "ar"
    assert say(held, counsellor, "Dag!", "nl").language == "nl"


def test_sending_empties_the_draft_and_a_late_draft_does_not_bring_it_back(
    held, counsellor
) -> None:
    reply_id = uuid4()
    save_draft(held.id, counsellor, reply_id=reply_id, text="Da")
    say(held, counsellor, reply_id=reply_id)
    save_draft(held.id, counsellor, reply_id=reply_id, text="Dag")

    held.refresh_from_db()
    assert held.draft == ""


def test_a_draft_belongs_to_the_holder(held, counsellor, colleague) -> None:
    save_draft(held.id, counsellor, reply_id=None, text="half a sen")
    with pytest.raises(AlreadyClaimedError):
        save_draft(held.id, colleague, reply_id=None, text="mine")

    held.refresh_from_db()
    assert held.draft == "half a sen"


def test_a_reply_whose_event_cannot_be_queued_is_not_stored(held, counsellor, monkeypatch) -> None:
    def broken(*_, **__):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("desk.cases.actions.reply.enqueue", broken)
    with pytest.raises(RuntimeError):
        say(held, counsellor)

    assert not Message.objects.filter(author=Author.COUNSELLOR).exists()
