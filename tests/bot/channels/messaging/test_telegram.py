from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from bot.channels.telegram import TelegramChannel
from bot.errors import SettingsError
from tests.bot.channels.messaging.people import ask_desk, idle, seen, sender_of
from tests.fakes.telegram import SECRET, TOKEN, TelegramPhone

LONG = '/ask_topic{"article": "flanders-civic-integration-who-is-exempt-from-the-course"}'


@pytest.fixture
def phone(running: Any) -> TelegramPhone:
    return TelegramPhone(running.url, 42, language="ar")


def test_a_message_is_answered_in_the_chat_it_came_from(running: Any, phone: Any) -> None:
    assert phone.say("Hello").status_code == 200
    assert [shown.text for shown in seen(running.telegram, phone)] == ["You said: Hello"]
    [turn] = running.agent.turns
    assert turn.input_channel == "telegram"
    assert turn.metadata == {"language": "ar"}


def test_what_the_desk_and_the_logs_see_is_no_telegram_id(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    assert uuid.UUID(running.agent.turns[0].sender_id)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper()])
def test_a_request_without_the_secret_is_refused_and_leaves_nothing(
    running: Any, phone: Any, secret: str | None
) -> None:
    refused = phone.post(phone.message(text="Hello"), secret=secret)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "forbidden")
    phone.say("Later")
    seen(running.telegram, phone)
    assert [turn.text for turn in running.agent.turns] == ["Later"]


def test_the_same_update_again_is_acknowledged_and_not_answered(running: Any, phone: Any) -> None:
    update = phone.message(text="Hello")
    for _ in range(3):
        assert phone.post(update).status_code == 200
    phone.say("End")
    assert [s.text for s in seen(running.telegram, phone, 2)] == [
        "You said: Hello",
        "You said: End",
    ]


def test_buttons_stand_in_a_keyboard_and_long_payloads_get_a_short_name(
    running: Any, phone: Any
) -> None:
    buttons = [
        {"title": "Who must follow the course?", "payload": LONG},
        {"title": "Yes", "payload": "/affirm"},
    ]
    running.answers(lambda _: [{"text": "Which?", "buttons": buttons}])
    phone.say("Hello")
    [shown] = seen(running.telegram, phone)
    assert shown.buttons["Yes"] == "/affirm"
    pressed = phone.press(shown.buttons["Who must follow the course?"])
    assert pressed.json() == {
        "method": "answerCallbackQuery",
        "callback_query_id": "4382bfdwdsb323b2d9",
    }
    seen(running.telegram, phone, 2)
    assert '"article": "flanders-civic-integration-who-is-exempt' in running.agent.turns[1].text
    assert running.agent.turns[1].text.startswith("/ask_topic{")


def test_a_button_nobody_made_is_no_command(running: Any, phone: Any) -> None:
    phone.press("k:0000000000000000")
    phone.press("/restart")
    seen(running.telegram, phone, 2)
    assert [turn.text for turn in running.agent.turns] == ["", "restart"]


def test_a_link_names_language_and_region(running: Any, phone: Any) -> None:
    phone.say("/start nl_brussels")
    seen(running.telegram, phone)
    assert running.agent.turns[0].text == (
        '/start{"language_hint": "nl", "region_hint": "brussels"}'
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"voice": {"file_id": "x", "duration": 3}}, "voice messages"),
        ({"photo": [{"file_id": "x"}]}, "pictures or files"),
        ({"document": {"file_id": "x"}}, "pictures or files"),
        ({"location": {"latitude": 51.0, "longitude": 4.0}}, "name of your town"),
        ({"sticker": {"file_id": "x"}}, "only read words"),
    ],
    ids=["voice", "photo", "document", "location", "sticker"],
)
def test_what_is_no_text_is_answered_with_what_to_do_instead(
    running: Any, content: dict[str, Any], words: str
) -> None:
    phone = TelegramPhone(running.url, 43, language="en")
    phone.post(phone.message(**content))
    [shown] = seen(running.telegram, phone)
    assert words in shown.text
    assert running.agent.turns == []


def test_what_to_do_instead_is_said_in_the_language_of_the_app(running: Any) -> None:
    phone = TelegramPhone(running.url, 44, language="nl-BE")
    phone.post(phone.message(voice={"file_id": "x", "duration": 3}))
    assert "spraakberichten" in seen(running.telegram, phone)[0].text


def test_the_words_under_a_picture_are_a_question(running: Any, phone: Any) -> None:
    phone.post(phone.message(photo=[{"file_id": "x"}], caption="What is this letter?"))
    notice, answer = seen(running.telegram, phone, 2)
    assert notice.text != answer.text == "You said: What is this letter?"


def test_groups_and_changes_that_are_no_message_are_left_alone(running: Any, phone: Any) -> None:
    group = phone.message(text="Hello")
    group["message"]["chat"] = {"id": -100, "type": "group"}
    assert phone.post(group).status_code == 200
    assert phone.post(phone.message(pinned_message={})).status_code == 200
    assert phone.post(phone.update(poll={"id": "1"})).status_code == 200
    phone.say("End")
    assert [shown.text for shown in seen(running.telegram, phone)] == ["You said: End"]


@pytest.mark.parametrize("body", [[], {}, {"update_id": "1"}, "x"])
def test_a_body_that_is_no_update_is_refused(running: Any, phone: Any, body: Any) -> None:
    assert phone.post(body).status_code == 422


def test_a_body_that_is_no_json_is_refused(running: Any) -> None:
    url = f"{running.url}/webhooks/telegram/webhook"
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert httpx.post(url, content=b"{", headers=headers).status_code == 400


def test_a_long_answer_comes_in_parts_with_the_buttons_below_the_last(
    running: Any, phone: Any
) -> None:
    said = {
        "text": " ".join(f"Sentence number {n} ends here." for n in range(250)),
        "buttons": [{"title": "Yes", "payload": "/affirm"}],
    }
    running.answers(lambda _: [said])
    phone.say("Hello")
    first, second = seen(running.telegram, phone, 2)
    assert first.text.endswith("ends here.")
    assert (first.buttons, second.buttons) == ({}, {"Yes": "/affirm"})
    assert f"{first.text} {second.text}" == said["text"]


def test_a_blocked_bot_keeps_replies_until_the_person_writes_again(
    running: Any, phone: Any
) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    phone.block()
    sender = sender_of(running, phone)
    running.run(idle(running, sender))
    assert ask_desk(running, sender, "Are you there?").json() == {"delivered": "stored"}
    assert len(running.telegram.to("42")) == 1
    phone.say("Back")
    texts = [shown.text for shown in seen(running.telegram, phone, 3)]
    assert texts[1:] == ["👤 Ayşe (Counsellor)\nAre you there?", "You said: Back"]


def test_the_desk_hears_that_a_person_cannot_be_reached(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    running.telegram.blocked.add(42)
    refused = ask_desk(running, sender_of(running, phone), "Are you there?")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "unreachable_person")


def test_a_channel_half_set_up_says_what_is_missing(chosen: Any) -> None:
    with pytest.raises(SettingsError, match="FANAL_TELEGRAM_SECRET"):
        TelegramChannel.from_credentials({"access_token": TOKEN, "secret": "", "api_url": "x"})
    assert not TelegramChannel.from_credentials({"access_token": "", "secret": ""}).is_on


def test_a_person_sees_that_a_counsellor_writes(running: Any, phone: Any) -> None:
    phone.say("Hello")
    seen(running.telegram, phone)
    sender = sender_of(running, phone)
    for channel in running.channels:
        shown = running.run(channel.get_output_channel().show_typing(sender, "Ayşe"))
        assert shown is (channel.name() == "telegram")
    assert running.telegram.typing == [phone.address]
    running.telegram.fail(500)
    output = running.channel("telegram").get_output_channel()
    assert running.run(output.show_typing(sender, "Ayşe")) is False
