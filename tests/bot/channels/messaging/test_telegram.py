from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.telegram import TelegramPhone

LONG_PAYLOAD = '/ask_topic{"article": "flanders-civic-integration-who-is-exempt-from-the-course"}'


@pytest.fixture
def phone(running: Any) -> TelegramPhone:
    return TelegramPhone(running.url, 42, language="ar")


def seen(running: Any, count: int = 1) -> list[Any]:
    running.telegram.until(lambda: len(running.telegram.to("42")) >= count, f"{count} messages")
    found: list[Any] = running.telegram.to("42")
    return found


def test_a_message_is_answered_in_the_chat_it_came_from(running: Any, phone: Any) -> None:
    assert phone.say("Hello").status_code == 200
    assert [shown.text for shown in seen(running)] == ["You said: Hello"]
    [turn] = running.agent.turns
    assert turn.input_channel == "telegram"
    assert turn.metadata == {"language": "ar"}
    assert turn.sender_id != "42"
