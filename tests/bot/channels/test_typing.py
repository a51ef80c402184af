from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.channels.output import RoomOutput
from bot.channels.typing import show_typing
from bot.desk_events import parse

SAMPLE = Path(__file__).parents[2] / "wire" / "desk_event_typing.json"


class Sio:
    """A socket server that notes what it is told to send."""

    def __init__(self, people: list[str]) -> None:
        self.manager = self
        self.people = people
        self.sent: list[tuple[str, Any, str]] = []

    def get_participants(self, _namespace: str, _room: str) -> list[str]:
        return self.people

    async def emit(self, event: str, body: Any, room: str) -> None:
        self.sent.append((event, body, room))


class Channel:
    def __init__(self, output: object) -> None:
        self.output = output

    def get_output_channel(self) -> object:
        return self.output


@pytest.mark.parametrize(("people", "delivered"), [(["sid"], "sent"), ([], "stored")])
def test_a_sign_goes_to_the_open_conversation_alone(people: list[str], delivered: str) -> None:
    event = parse(json.loads(SAMPLE.read_text(encoding="utf-8")))
    sio = Sio(people)
    channels = [Channel(None), Channel(RoomOutput(sio, "bot_uttered"))]
    assert asyncio.run(show_typing(channels, event)) == delivered
    assert sio.sent == [("typing", {"author": "counsellor", "name": "Ayşe"}, event.sender)]
