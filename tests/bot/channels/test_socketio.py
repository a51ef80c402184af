"""The website's channel in a real server: who comes back has what waited for them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from rasa.shared.core.domain import Domain

from bot import settings as settings_module
from bot.channels.desk import DeskChannel
from bot.channels.messaging.tables import engine
from bot.channels.receipts import Receipts
from bot.channels.socketio import SocketChannel
from bot.settings import ROOT
from bot.texts import catalogues
from tests.bot.channels.messaging.conftest import served
from tests.fakes.agent import FakeAgent
from tests.fakes.socket_client import SocketClient

EVENT = json.loads((Path(__file__).parents[2] / "wire/desk_event_message.json").read_text("utf-8"))
TOKEN = "desk-token"


@pytest.fixture
def receipts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receipts]:
    url = f"sqlite:///{tmp_path / 'tracker.sqlite3'}"
    chosen = replace(settings_module.settings(), tracker_db=url, bot_desk_token=TOKEN)
    for module in ("bot.channels.socketio", "bot.channels.desk"):
        monkeypatch.setattr(f"{module}.settings", lambda: chosen)
    yield Receipts(engine(url))
    engine(url).dispose()


@pytest.fixture
def bot_url(receipts: Receipts) -> Iterator[str]:
    catalogues.compile_all(only_stale=True)
    agent = FakeAgent(Domain.load(str(ROOT / "bot/domain")), lambda _: [{"text": "Hello"}])
    with served([SocketChannel.from_credentials({}), DeskChannel()], agent) as (url, _):
        yield url


def reply(bot_url: str, sender: str, event: str) -> str:
    """A counsellor answers."""
    body = EVENT | {"id": event, "sender": sender}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx.post(f"{bot_url}/webhooks/desk/events", json=body, headers=headers)
    return str(answer.raise_for_status().json()["delivered"])


async def open_page(client: SocketClient, session: dict[str, Any]) -> dict[str, Any]:
    await client.call("session_request", session)
    await client.receive("history")
    confirmed: dict[str, Any] = await client.receive("session_confirm")
    return confirmed


async def talk(bot_url: str) -> dict[str, Any]:
    """Somebody writes, gets an answer while the page is open, and closes it."""
    async with SocketClient(bot_url) as client:
        session = await open_page(client, {})
        said = {"session_id": session["session_id"], "message": "Hello", "message_id": "m1"}
        await client.call("user_uttered", said)
        there = await asyncio.to_thread(reply, bot_url, session["session_id"], "while there")
    assert there == "sent"
    return session


@pytest.mark.filterwarnings("ignore:Slot auto-fill")
def test_who_comes_back_to_the_page_has_the_reply_and_the_desk_hears_of_it(
    bot_url: str, receipts: Receipts
) -> None:
    async def away_and_back() -> None:
        session = await talk(bot_url)
        away = await asyncio.to_thread(reply, bot_url, session["session_id"], "while away")
        assert away == "stored"
        assert receipts.news() == []
        for _ in range(2):
            async with SocketClient(bot_url) as client:
                await open_page(client, session)

    asyncio.run(away_and_back())
    assert [(news.event, news.state) for news in receipts.news()] == [("while away", "sent")]
