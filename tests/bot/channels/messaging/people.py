"""What tests of all three channels do with a person."""

from __future__ import annotations

import uuid
from typing import Any

import httpx

from bot.channels.messaging.people import People
from bot.channels.messaging.tables import engine
from bot.channels.receipts import Receipts

DESK_TOKEN = "desk-token"


def seen(fake: Any, phone: Any, count: int = 1) -> list[Any]:
    """What a person has seen, once it is so much."""
    address = phone.address
    fake.until(lambda: len(fake.to(address)) >= count, f"{count} messages to {address}")
    found: list[Any] = fake.to(address)
    return found


def sender_of(running: Any, phone: Any) -> str:
    channel = type(phone).__name__.removesuffix("Phone").lower()
    return People(engine(running.tracker_db)).at(channel, phone.address).sender


def ask_desk(running: Any, sender: str, text: str, **more: Any) -> httpx.Response:
    """A counsellor writes."""
    event = {
        "id": str(uuid.uuid4()),
        "sender": sender,
        "case": "c1",
        "type": "message",
        "text": text,
        "language": "en",
        "counsellor": {"name": "Ayşe", "role": "Counsellor"},
        **more,
    }
    headers = {"Authorization": f"Bearer {DESK_TOKEN}"}
    url = f"{running.url}/webhooks/desk/events"
    return httpx.post(url, json=event, headers=headers, timeout=30)


def receipts(running: Any) -> Receipts:
    """What the relay tells the desk of counsellors' replies."""
    return Receipts(engine(running.tracker_db))


async def idle(running: Any, sender: str) -> None:
    """Until all that arrived of a person is dealt with."""
    async with running.agent.lock(sender):
        return
