from __future__ import annotations

import uuid
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.bot.channels.messaging.people import ask_desk, receipts, seen, sender_of
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


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (63016, ("stored", "")),
        (63024, ("failed", "unreachable_person")),
        (63013, ("failed", "not_arrived")),
        (None, ("failed", "not_arrived")),
    ],
    ids=["window closed", "person gone", "another reason", "no reason"],
)
def test_the_desk_hears_what_became_of_a_reply_until_it_is_with_the_person(
    running: Any, phone: Any, code: int | None, told: tuple[str, str]
) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    event = str(uuid.uuid4())
    ask_desk(running, sender_of(running, phone), "One", id=event)
    assert receipts(running).news() == []
    phone.status(running.twilio.references[-1], "undelivered", code)
    [news] = receipts(running).news()
    assert (news.event, news.state, news.problem) == (event, *told)
    running.clock.now += 60
    phone.say("Back")
    seen(running.twilio, phone, 4)
    [news] = receipts(running).news()
    assert (news.event, news.state, news.problem, news.at) == (event, "sent", "", running.clock.now)


def test_a_reply_that_waited_for_the_person_is_told_when_they_have_it(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    running.clock.now += DAY + 1
    event = str(uuid.uuid4())
    ask_desk(running, sender_of(running, phone), "One", id=event)
    assert receipts(running).news() == []
    phone.say("Back")
    seen(running.twilio, phone, 3)
    assert [(news.event, news.state) for news in receipts(running).news()] == [(event, "sent")]


def test_a_reply_that_failed_late_comes_once_when_the_desk_sends_it_again(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    sender, event = sender_of(running, phone), str(uuid.uuid4())
    ask_desk(running, sender, "One", id=event)
    phone.status(running.twilio.references[-1], "failed", 63013)
    running.twilio.fail(500)
    assert ask_desk(running, sender, "One", id=event).status_code == 503
    for _ in range(2):
        assert ask_desk(running, sender, "One", id=event).json() == {"delivered": "sent"}
    texts = [shown.text.splitlines()[-1] for shown in seen(running.twilio, phone, 3)]
    assert texts == ["You said: Hello", "One", "One"]
    assert [news.state for news in receipts(running).news()] == ["sent"]


def test_a_reply_that_failed_late_goes_before_the_next_one(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    sender = sender_of(running, phone)
    ask_desk(running, sender, "One")
    phone.status(running.twilio.references[-1], "failed", 63013)
    assert ask_desk(running, sender, "Two").json() == {"delivered": "sent"}
    texts = [shown.text.splitlines()[-1] for shown in seen(running.twilio, phone, 4)]
    assert texts == ["You said: Hello", "One", "One", "Two"]
    assert [news.state for news in receipts(running).news()] == ["sent"]


def test_a_reply_that_failed_late_and_was_given_up_never_comes(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    sender, event = sender_of(running, phone), str(uuid.uuid4())
    ask_desk(running, sender, "One", id=event)
    recall = {"type": "recall", "message": event}
    assert ask_desk(running, sender, "", **recall).json() == {"delivered": "sent"}
    phone.status(running.twilio.references[-1], "failed", 63013)
    for _ in range(2):
        assert ask_desk(running, sender, "", **recall).json() == {"delivered": "sent"}
    ask_desk(running, sender, "Two")
    phone.say("Back")
    texts = [shown.text.splitlines()[-1] for shown in seen(running.twilio, phone, 4)]
    assert texts == ["You said: Hello", "One", "Two", "You said: Back"]
    assert [news.state for news in receipts(running).news()] == ["failed"]


def test_news_that_overtakes_the_answer_is_not_lost(running: Any, phone: Any) -> None:
    """Twilio told that a message failed before the answer with its id had been read."""
    phone.say("Hello")
    seen(running.twilio, phone)
    sender, callbacks = sender_of(running, phone), []

    def tell(_: Any) -> None:
        told = Thread(target=phone.status, args=(running.twilio.references[-1], "failed", 63013))
        callbacks.append(told)
        told.start()

    running.twilio.on_shown = tell
    assert ask_desk(running, sender, "One").json() == {"delivered": "sent"}
    [told] = callbacks
    told.join(30)
    assert [news.state for news in receipts(running).news()] == ["failed"]


def test_of_a_long_reply_every_part_has_to_arrive(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.twilio, phone)
    ask_desk(running, sender_of(running, phone), "\n\n".join(["a" * 1500, "b" * 1500, "c" * 1500]))
    first, second, third = running.twilio.references[-3:]
    phone.status(first, "delivered")
    phone.status(third, "delivered")
    phone.status(second, "undelivered", 63013)
    assert [news.state for news in receipts(running).news()] == ["failed"]
    phone.say("Back")
    again = [shown.text[0] for shown in seen(running.twilio, phone, 7)[4:]]
    assert again == ["b", "c", "Y"]


def test_news_of_a_message_that_nobody_sent_changes_nothing(running: Any, phone: Any) -> None:
    stranger = WhatsAppPhone(running.url, "+32470000009", public_url="https://bot.example")
    assert stranger.status("SM" + "0" * 32, "failed", 63016).status_code == 200
    assert running.twilio.reminded == []


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
