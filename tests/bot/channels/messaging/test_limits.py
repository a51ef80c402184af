"""Whatever the bot says, every platform takes it, and nothing of it is lost on the way."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanal.phones import messenger, whatsapp
from fanal.phones import telegram as telegram_schema
from tests.bot.channels.messaging.conftest import channels_of

TITLES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40)
BUTTONS = st.lists(
    st.builds(
        lambda title, name: {"title": title, "payload": f'/ask_topic{{"article": "{name}"}}'},
        TITLES,
        st.text("abc-", max_size=90),
    ),
    max_size=12,
)
WORDS = st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=60).map(" ".join)
MESSAGES = st.builds(
    lambda text, buttons, language: {
        "id": "m1",
        "text": text,
        "buttons": buttons,
        "language": language,
        "author": "bot",
        "custom": {"type": "notice", "language": language},
    },
    WORDS,
    BUTTONS,
    st.sampled_from(["en", "ar", "ti", "uk"]),
)
RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def platforms(chosen: Any) -> dict[str, Any]:
    return {
        channel.name(): channel._platform for channel in channels_of(*["http://127.0.0.1:9"] * 3)
    }


def is_whole(message: dict[str, Any], texts: list[str]) -> bool:
    """Whether the words of a message stand in the texts, in their order."""
    return "".join("".join(texts).split()).startswith("".join(message["text"].split()))


@RELAXED
@given(MESSAGES)
def test_telegram_takes_every_message(platforms: Any, message: Any) -> None:
    bodies = [{"chat_id": 1, **body} for body in platforms["telegram"].compose(message).bodies]
    for body in bodies:
        jsonschema.validate(body, telegram_schema.SEND_MESSAGE)
        assert len(body["text"].encode("utf-16-le")) <= 2 * 4096
    keyboard = bodies[-1].get("reply_markup", {"inline_keyboard": []}) if bodies else {}
    rows = [button for row in keyboard.get("inline_keyboard", []) for button in row]
    assert [row["text"] for row in rows] == [button["title"] for button in message["buttons"]]
    assert all(len(row["callback_data"].encode()) <= 64 for row in rows)
    memo = platforms["telegram"]._memo
    assert [memo.full(row["callback_data"]) for row in rows] == [
        button["payload"] for button in message["buttons"]
    ]
    assert is_whole(message, [body["text"] for body in bodies])


@RELAXED
@given(MESSAGES)
def test_whatsapp_takes_every_message(platforms: Any, message: Any) -> None:
    composed = platforms["whatsapp"].compose(message)
    texts = [body["Body"] for body in composed.bodies if "Body" in body]
    quick = [body["quick"] for body in composed.bodies if "quick" in body]
    assert all(0 < len(text.encode("utf-16-le")) <= 2 * 1600 for text in texts)
    for one in quick:
        kept = {key: one[key] for key in ("body", "actions")}
        content = {
            "friendly_name": "x",
            "language": one["language"],
            "types": {"twilio/quick-reply": kept},
        }
        jsonschema.validate(content, whatsapp.CONTENT)
    payloads = [button["payload"] for button in message["buttons"]]
    offered = [action["id"] for one in quick for action in one["actions"]]
    assert (offered or list(composed.choices)) == payloads
    assert is_whole(message, texts)


@RELAXED
@given(MESSAGES)
def test_messenger_takes_every_message(platforms: Any, message: Any) -> None:
    composed = platforms["messenger"].compose(message)
    for body in composed.bodies:
        request = {"recipient": {"id": "1"}, "messaging_type": "RESPONSE", "message": body}
        jsonschema.validate(request, messenger.SEND)
        assert len(body["text"].encode("utf-16-le")) <= 2 * 2000
    replies = [reply for body in composed.bodies for reply in body.get("quick_replies", [])]
    assert [reply["payload"] for reply in replies] == [
        button["payload"] for button in message["buttons"]
    ]
    assert is_whole(message, [body["text"] for body in composed.bodies])
