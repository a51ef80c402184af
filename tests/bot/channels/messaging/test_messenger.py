from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.bot.channels.messaging.people import ask_desk, seen, sender_of
from tests.fakes.graph import PAGE, VERIFY_TOKEN, MessengerPhone

DAY = 24 * 3600.0


@pytest.fixture
def phone(running: Any) -> MessengerPhone:
    return MessengerPhone(running.url, "2494")


def test_a_message_is_answered(running: Any, phone: Any) -> None:
    assert phone.say("Hello").status_code == 200
    assert [shown.text for shown in seen(running.graph, phone)] == ["You said: Hello"]


@pytest.mark.parametrize("signature", ["", "sha256=00", "sha1=00", "00"])
def test_a_batch_that_is_not_signed_is_refused(running: Any, phone: Any, signature: str) -> None:
    batch = phone.batch(phone.message(text="Hello"))
    assert phone.post(batch, signature=signature).status_code == 403
    assert running.agent.turns == []


def test_meta_may_check_the_address_with_the_agreed_token_only(running: Any, phone: Any) -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
    right = httpx.get(phone.url, params={**asked, "hub.verify_token": VERIFY_TOKEN})
    assert (right.status_code, right.text) == (200, "1158201444")
    assert httpx.get(phone.url, params={**asked, "hub.verify_token": "x"}).status_code == 403
    assert httpx.get(phone.url, params=asked).status_code == 403


def test_every_event_of_a_batch_is_answered_once_and_echoes_are_not(
    running: Any, phone: Any
) -> None:
    one, two = phone.message(text="One"), phone.message(text="Two")
    echo = {**phone.message(text="Mine", is_echo=True), "sender": {"id": PAGE}}
    receipt = {"delivery": {"mids": ["m_1"], "watermark": 1}}
    batch = phone.batch(one, echo, receipt, two)
    for _ in range(2):
        assert phone.post(batch).status_code == 200
    phone.say("End")
    texts = [shown.text for shown in seen(running.graph, phone, 3)]
    assert texts == ["You said: One", "You said: Two", "You said: End"]


def test_short_buttons_are_quick_replies(running: Any, phone: Any) -> None:
    running.answers(
        lambda _: [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    )
    phone.say("Hello")
    [shown] = seen(running.graph, phone)
    assert shown.buttons == {"Yes": "/affirm"}
    phone.press("/affirm")
    seen(running.graph, phone, 2)
    assert running.agent.turns[1].text == "/affirm"


def test_long_titles_are_read_in_the_text_and_numbered_below_it(running: Any, phone: Any) -> None:
    titles = ["How much does the course cost?", "How much does the course help?"]
    buttons = [
        {"title": title, "payload": f'/ask_topic{{"article": "a{place}"}}'}
        for place, title in enumerate(titles)
    ]
    running.answers(lambda _: [{"text": "Which?", "buttons": buttons}])
    phone.say("Hello")
    [shown] = seen(running.graph, phone)
    assert f"1. {titles[0]}\n2. {titles[1]}" in shown.text
    assert list(shown.buttons) == ["1", "2"]
    phone.say("2")
    phone.press(shown.buttons["1"])
    seen(running.graph, phone, 3)
    assert [turn.text for turn in running.agent.turns[1:]] == [
        '/ask_topic{"article": "a1"}',
        '/ask_topic{"article": "a0"}',
    ]


@pytest.mark.parametrize(
    "event",
    [
        {"postback": {"mid": "m_p", "payload": "x", "referral": {"ref": "fr_wallonia"}}},
        {"referral": {"ref": "fr_wallonia", "source": "SHORTLINK", "type": "OPEN_THREAD"}},
    ],
    ids=["first visit", "later visit"],
)
def test_a_link_names_language_and_region(running: Any, phone: Any, event: Any) -> None:
    phone.post(phone.batch(event))
    seen(running.graph, phone)
    assert running.agent.turns[0].text == (
        '/start{"language_hint": "fr", "region_hint": "wallonia"}'
    )


@pytest.mark.parametrize(
    ("attachment", "words"),
    [
        ({"type": "audio", "payload": {"url": "https://x"}}, "voice messages"),
        ({"type": "image", "payload": {"url": "https://x"}}, "pictures or files"),
        ({"type": "image", "payload": {"url": "https://x", "sticker_id": 3}}, "only read words"),
        ({"type": "location", "payload": {"coordinates": {}}}, "name of your town"),
    ],
    ids=["voice", "image", "sticker", "location"],
)
def test_what_is_no_text_is_answered_with_what_to_do_instead(
    running: Any, phone: Any, attachment: Any, words: str
) -> None:
    phone.post(phone.batch(phone.message(attachments=[attachment])))
    [shown] = seen(running.graph, phone)
    assert words in shown.text


@pytest.mark.parametrize("body", [[], {}, {"object": "instagram"}, {"object": "page", "entry": 1}])
def test_other_bodies_do_no_harm(running: Any, phone: Any, body: Any) -> None:
    expected = 200 if body == {"object": "page", "entry": 1} else 422
    assert phone.post(body).status_code == expected


def test_after_a_day_a_reply_waits_until_the_person_writes(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.graph, phone)
    running.clock.now += DAY + 1
    assert ask_desk(running, sender_of(running, phone), "One").json() == {"delivered": "stored"}
    phone.say("Back")
    texts = [shown.text.splitlines()[-1] for shown in seen(running.graph, phone, 3)]
    assert texts == ["You said: Hello", "One", "You said: Back"]


def test_where_meta_has_granted_it_a_counsellor_may_answer_for_a_week(
    running: Any, phone: Any
) -> None:
    running.channel("messenger")._platform._human_agent = True
    phone.say("Hello")
    seen(running.graph, phone)
    running.graph.closed.add(phone.address)
    running.clock.now += 6 * DAY
    sender = sender_of(running, phone)
    assert ask_desk(running, sender, "One").json() == {"delivered": "sent"}
    assert running.graph.requests[-1].body["tag"] == "HUMAN_AGENT"
    running.clock.now += 2 * DAY
    assert ask_desk(running, sender, "Two").json() == {"delivered": "stored"}


def test_a_person_who_is_gone_is_told_to_the_desk(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.graph, phone)
    running.graph.fail(400, {"error": {"code": 551, "error_subcode": 1545041}})
    assert ask_desk(running, sender_of(running, phone), "One").status_code == 409


def test_a_person_sees_that_a_counsellor_writes(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.graph, phone)
    sender = sender_of(running, phone)
    for channel in running.channels:
        shown = running.run(channel.get_output_channel().show_typing(sender, "Ayşe"))
        assert shown is (channel.name() == "messenger")
    assert running.graph.typing == [phone.address]
    running.graph.fail(500)
    output = running.channel("messenger").get_output_channel()
    assert running.run(output.show_typing(sender, "Ayşe")) is False
