from __future__ import annotations

import asyncio
from typing import Any

from bot.channels.limits import is_welcome
from bot.channels.output import CollectedMessages, RoomOutput
from bot.settings import settings


def response(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "timestamp": 1.0,
        "buttons": [{"title": "Yes", "payload": "/affirm"}],
        "custom": {"type": "notice", "notice": "x", "language": "en", "dir": "ltr"},
    }


def test_one_response_is_one_message_blank_lines_and_all() -> None:
    output = CollectedMessages()
    asyncio.run(output.send_response("somebody", response("one\n\ntwo")))
    [message] = output.messages
    assert message["text"] == "one\n\ntwo"
    assert message["recipient_id"] == "somebody"
    assert message["buttons"]
    assert message["custom"]


class Server:
    """Notes what is emitted; ``there`` says who has the conversation open."""

    def __init__(self, *there: str) -> None:
        self.there = there
        self.manager = self
        self.emitted: list[tuple[str, Any, str]] = []

    def get_participants(self, _: str, room: str) -> list[str]:
        return [sid for sid in self.there if room == "room"]

    async def emit(self, event: str, body: Any, room: str) -> None:
        self.emitted.append((event, body, room))


def test_a_message_goes_to_everybody_who_has_the_conversation_open() -> None:
    server = Server("tab 1", "tab 2")
    asyncio.run(RoomOutput(server, "bot_uttered").send_response("room", response("hi")))
    [(event, message, room)] = server.emitted
    assert (event, message["text"], room) == ("bot_uttered", "hi", "room")


def test_it_is_told_whether_anybody_is_there() -> None:
    assert asyncio.run(RoomOutput(Server("tab"), "e").push("room", {})) is True
    assert asyncio.run(RoomOutput(Server(), "e").push("room", {})) is False


def test_only_pages_of_known_websites_may_connect(monkeypatch: Any) -> None:
    monkeypatch.setenv("FANAL_CORS_ORIGINS", "https://stad.example,https://ville.example")
    settings.cache_clear()
    assert is_welcome("https://stad.example")
    assert is_welcome(None)
    assert not is_welcome("https://evil.example")
