"""What becomes of a reply after the bot had answered for it, as the desk shows it in the end."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

import pytest

from tests.channels.clients import PhoneClient, WidgetClient
from tests.fakes.twilio import WhatsAppPhone

_NUMBERS = itertools.count(460_000_001)


@pytest.fixture
def phone(town: Any) -> WhatsAppPhone:
    return WhatsAppPhone(town.fanal.bot_url, f"+32{next(_NUMBERS)}")


@pytest.fixture
def newcomer(town: Any, phone: WhatsAppPhone) -> PhoneClient:
    return PhoneClient(town.twilio, phone, town.state / "tracker.sqlite3")


def ask_for_a_person(newcomer: Any, counsellor: Any) -> str:
    """A case that a counsellor has taken; the conversation."""
    newcomer.say("I want to talk to a person")
    newcomer.texts(1)
    newcomer.choose("Yes, send it")
    newcomer.texts(2)
    sender = str(newcomer.sender())
    counsellor.until(sender, lambda case: case, "the case")
    counsellor.act("claim", sender)
    newcomer.texts(3)
    return sender


def replies(newcomer: PhoneClient) -> list[str]:
    """What the counsellor wrote, as the person saw it."""
    said = [text.splitlines()[-1] for text in newcomer.texts(0)]
    return [text for text in said if text in {"One", "Two"}]


def states(counsellor: Any, sender: str, *expected: str) -> None:
    counsellor.until(sender, lambda case: case["states"] == list(expected), f"{expected}")


def test_a_reply_that_whatsapp_could_not_deliver_is_told_and_comes_when_they_write(
    town: Any, newcomer: PhoneClient, phone: WhatsAppPhone, counsellor: Any
) -> None:
    sender = ask_for_a_person(newcomer, counsellor)
    counsellor.act("reply", sender, "One")
    states(counsellor, sender, "sent")
    town.fanal.kill("bot.relay")
    assert phone.status(town.twilio.references[-1], "undelivered", 63013).status_code == 200
    states(counsellor, sender, "failed")
    newcomer.say("Are you there?")
    states(counsellor, sender, "sent")
    assert replies(newcomer) == ["One", "One"]


def test_a_reply_that_failed_late_can_be_sent_again_and_holds_back_nothing(
    town: Any, newcomer: PhoneClient, phone: WhatsAppPhone, counsellor: Any
) -> None:
    sender = ask_for_a_person(newcomer, counsellor)
    counsellor.act("reply", sender, "One")
    states(counsellor, sender, "sent")
    phone.status(town.twilio.references[-1], "failed", 63024)
    states(counsellor, sender, "failed")
    counsellor.act("reply", sender, "Two")
    states(counsellor, sender, "failed", "stored")
    counsellor.act("send_again", sender)
    states(counsellor, sender, "stored", "stored")
    newcomer.say("I have my number back")
    states(counsellor, sender, "sent", "sent")
    assert replies(newcomer) == ["One", "One", "Two"]


def test_a_reply_to_somebody_who_closed_the_page_is_delivered_when_they_open_it(
    town: Any, counsellor: Any
) -> None:
    widget = WidgetClient(town.fanal.bot_url)
    try:
        sender = ask_for_a_person(widget, counsellor)
        widget.leave()
        counsellor.act("reply", sender, text := str(uuid.uuid4()))
        states(counsellor, sender, "stored")
        assert text in widget.come_back()
        states(counsellor, sender, "sent")
    finally:
        widget.close()
