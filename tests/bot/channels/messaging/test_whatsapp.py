from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.bot.channels.messaging.people import ask_desk, seen, sender_of
from tests.fakes.twilio import WhatsAppPhone

DAY = 24 * 3600.0
REGIONS = [
    {"title": title, "payload": f'/inform_place{{"region": "{region}"}}'}
    for title, region in [
        ("Flanders", "flanders"),
        ("Brussels", "brussels"),
        ("Wallonia", "wallonia"),
        ("German-speaking Community", "german-community"),
    ]
]
YES_NO = [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]


@pytest.fixture
def phone(running: Any) -> WhatsAppPhone:
    return WhatsAppPhone(running.url, "+32470000001", public_url="https://bot.example")


def test_a_message_is_answered(running: Any, phone: Any) -> None:
    assert phone.say("Hello & goodbye + é").status_code == 200
    assert [s.text for s in seen(running.twilio, phone)] == ["You said: Hello & goodbye + é"]
    assert "32470000001" not in running.agent.turns[0].sender_id


@pytest.mark.parametrize("signature", ["", "wrong", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="])
def test_a_form_that_is_not_signed_is_refused(running: Any, phone: Any, signature: str) -> None:
    assert phone.post(phone.form(Body="Hello"), signature=signature).status_code == 403


def test_a_signed_form_that_was_changed_is_refused(running: Any, phone: Any) -> None:
    form = phone.form(Body="Hello")
    stolen = phone._sign(form)
    form["From"] = "whatsapp:+32470000002"
    assert phone.post(form, signature=stolen).status_code == 403
    assert running.agent.turns == []


def test_a_signed_form_that_comes_again_is_not_answered_again(running: Any, phone: Any) -> None:
    form = phone.form(Body="Hello")
    for _ in range(2):
        assert phone.post(form).status_code == 200
    phone.say("End")
    assert [s.text for s in seen(running.twilio, phone, 2)] == ["You said: Hello", "You said: End"]


def test_up_to_three_short_buttons_are_quick_replies(running: Any, phone: Any) -> None:
    running.answers(lambda _: [{"text": "Did this help?", "buttons": YES_NO}])
    phone.say("Hello")
    text, buttons = seen(running.twilio, phone, 2)
    assert (text.text, text.buttons) == ("Did this help?", {})
    assert buttons.buttons == {"Yes": "/affirm", "No": "/deny"}
    phone.press("/deny")
    seen(running.twilio, phone, 4)
    assert running.agent.turns[1].text == "/deny"
    assert len(running.twilio.contents) == 1, "the same buttons were made at Twilio again"


def test_more_buttons_are_a_list_that_is_answered_with_a_number(running: Any, phone: Any) -> None:
    running.answers(lambda _: [{"text": "Where?", "buttons": REGIONS}])
    phone.say("Hello")
    [shown] = seen(running.twilio, phone)
    assert "2. Brussels\n3. Wallonia\n4. German-speaking Community" in shown.text
    running.answers(lambda _: [{"text": "Thank you"}])
    phone.say("3.")
    seen(running.twilio, phone, 2)
    assert running.agent.turns[1].text == '/inform_place{"region": "wallonia"}'
    phone.say("3")
    seen(running.twilio, phone, 3)
    assert running.agent.turns[2].text == "3", "the list is over, but a number still meant it"


def test_a_link_is_a_text_that_names_language_and_region(running: Any, phone: Any) -> None:
    phone.say("Start (ar_flanders)")
    seen(running.twilio, phone)
    turn = running.agent.turns[0]
    assert turn.text == '/start{"language_hint": "ar", "region_hint": "flanders"}'


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"NumMedia": "1", "MediaContentType0": "audio/ogg"}, "voice messages"),
        ({"NumMedia": "1", "MediaContentType0": "image/jpeg"}, "pictures or files"),
        ({"NumMedia": "1", "MediaContentType0": "image/webp"}, "only read words"),
        ({"Latitude": "51.2", "Longitude": "4.4"}, "name of your town"),
    ],
    ids=["voice", "picture", "sticker", "location"],
)
def test_what_is_no_text_is_answered_with_what_to_do_instead(
    running: Any, phone: Any, fields: dict[str, str], words: str
) -> None:
    phone.post(phone.form(**fields))
    [shown] = seen(running.twilio, phone)
    assert words in shown.text


def test_after_a_day_of_silence_a_template_tells_that_a_reply_waits(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    sender = sender_of(running, phone)
    running.clock.now += DAY + 1
    for text in ("One", "Two"):
        assert ask_desk(running, sender, text).json() == {"delivered": "stored"}
    assert running.twilio.reminded == [phone.address], "reminded more than once"
    assert len(running.twilio.to(phone.address)) == 1
    phone.say("I am back")
    texts = [shown.text.splitlines()[-1] for shown in seen(running.twilio, phone, 4)]
    assert texts == ["You said: Hello", "One", "Two", "You said: I am back"]


def test_within_a_day_a_reply_comes_at_once(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    running.clock.now += DAY - 1
    assert ask_desk(running, sender_of(running, phone), "One").json() == {"delivered": "sent"}
    assert running.twilio.reminded == []


def test_when_twilio_knows_better_that_the_window_is_closed_nothing_is_lost(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    running.twilio.closed.add(phone.address)
    assert ask_desk(running, sender_of(running, phone), "One").json() == {"delivered": "stored"}
    assert running.twilio.reminded == [phone.address]
    running.twilio.closed.clear()
    phone.say("Back")
    assert "One" in seen(running.twilio, phone, 3)[1].text


def test_a_reply_that_twilio_took_and_could_not_deliver_comes_when_they_write(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    assert ask_desk(running, sender_of(running, phone), "One").json() == {"delivered": "sent"}
    reference = running.twilio.references[-1]
    assert phone.status(reference, "undelivered", 63016).status_code == 200
    assert running.twilio.reminded == [phone.address]
    phone.say("Back")
    texts = [shown.text.splitlines()[-1] for shown in seen(running.twilio, phone, 4)]
    assert texts == ["You said: Hello", "One", "One", "You said: Back"]


def test_a_reply_that_arrived_does_not_come_again(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    ask_desk(running, sender_of(running, phone), "One")
    reference = running.twilio.references[-1]
    phone.status(reference, "delivered")
    phone.status(reference, "failed", 63016)
    phone.say("Back")
    texts = [shown.text.splitlines()[-1] for shown in seen(running.twilio, phone, 3)]
    assert texts == ["You said: Hello", "One", "You said: Back"]


def test_news_that_is_not_signed_is_refused(running: Any, phone: Any) -> None:
    form = urlencode({"MessageSid": "SM1", "MessageStatus": "failed"})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    url = f"{running.url}/webhooks/whatsapp/status"
    assert httpx.post(url, content=form, headers=headers).status_code == 403


def test_a_number_that_opted_out_at_twilio_is_told_to_the_desk(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    running.twilio.fail(400, {"code": 21610, "status": 400, "message": "Unsubscribed"})
    assert ask_desk(running, sender_of(running, phone), "One").status_code == 409
