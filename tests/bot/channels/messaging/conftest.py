"""The three channels in a real server, a scripted bot behind them, fake platforms in front."""

from __future__ import annotations

import asyncio
import socket
import threading
import warnings
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import InputChannel, register
from rasa.shared.core.domain import Domain
from sanic import Sanic

from bot import settings as settings_module
from bot.channels.desk import DeskChannel
from bot.channels.messaging.tables import engine
from bot.channels.messenger import MessengerChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.whatsapp import WhatsAppChannel
from bot.settings import ROOT, Settings
from bot.texts import catalogues
from tests.bot.channels.messaging.people import DESK_TOKEN
from tests.fakes import graph, telegram, twilio
from tests.fakes.agent import FakeAgent


def echo(text: str) -> list[dict[str, Any]]:
    return [{"text": f"You said: {text}"}]


@dataclass
class Clock:
    """Seconds since 1970 that only a test moves."""

    now: float = 1_770_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Running:
    """The server and what a test may look at or move."""

    url: str
    agent: FakeAgent
    channels: list[Any]
    clock: Clock
    loop: asyncio.AbstractEventLoop
    telegram: telegram.FakeTelegram
    twilio: twilio.FakeTwilio
    graph: graph.FakeGraph
    tracker_db: str

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def channel(self, name: str) -> Any:
        return next(channel for channel in self.channels if channel.name() == name)

    def answers(self, reply: Callable[[str], list[dict[str, Any]]]) -> None:
        self.agent.reply = reply


@pytest.fixture(scope="session")
def domain() -> Domain:
    catalogues.compile_all(only_stale=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Domain.load(str(ROOT / "bot" / "domain"))


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings with a database of the test's own, seen by every module that reads them."""
    made = replace(
        settings_module.settings(),
        tracker_db=f"sqlite:///{tmp_path / 'tracker.sqlite3'}",
        public_url="https://bot.example",
        bot_desk_token=DESK_TOKEN,
        messages_per_minute=20,
    )
    for module in ("bot.channels.messaging.channel", "bot.channels.messaging.receiving",
                   "bot.channels.telegram", "bot.channels.whatsapp", "bot.channels.messenger",
                   "bot.channels.desk"):  # fmt: skip
        monkeypatch.setattr(f"{module}.settings", lambda: made)
    yield made
    engine(made.tracker_db).dispose()


@pytest.fixture
def running(chosen: Settings, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    clock = Clock()
    with ExitStack() as stack:
        fakes: list[Any] = [telegram.FakeTelegram(), twilio.FakeTwilio(), graph.FakeGraph()]
        for fake in fakes:
            stack.enter_context(fake)
        channels = channels_of(*(fake.url for fake in fakes))
        for channel in channels:
            _on_the_clock(channel, clock, monkeypatch)
        agent = FakeAgent(domain, echo)
        url, loop = stack.enter_context(served([*channels, DeskChannel()], agent))
        yield Running(url, agent, channels, clock, loop, *fakes, chosen.tracker_db)
        problems = [problem for fake in fakes for problem in fake.problems]
        assert problems == []


def channels_of(telegram_url: str, twilio_url: str, graph_url: str) -> list[Any]:
    """The channels as ``credentials.yml`` would make them."""
    return [
        TelegramChannel.from_credentials(
            {"access_token": telegram.TOKEN, "secret": telegram.SECRET, "api_url": telegram_url}
        ),
        WhatsAppChannel.from_credentials(
            {
                "account_sid": twilio.ACCOUNT,
                "auth_token": twilio.AUTH_TOKEN,
                "twilio_number": twilio.NUMBER,
                "template": twilio.TEMPLATE,
                "api_url": twilio_url,
                "content_url": twilio_url,
            }
        ),
        MessengerChannel.from_credentials(
            {
                "verify": graph.VERIFY_TOKEN,
                "secret": graph.APP_SECRET,
                "page-access-token": graph.PAGE_TOKEN,
                "human_agent": "",
                "graph_url": f"{graph_url}/v21.0",
            }
        ),
    ]


def _on_the_clock(channel: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    make = channel.get_output_channel

    def made() -> Any:
        sending = make()
        sending.clock = clock
        return sending

    monkeypatch.setattr(channel, "get_output_channel", made)


@contextmanager
def served(
    channels: list[InputChannel], agent: FakeAgent
) -> Iterator[tuple[str, asyncio.AbstractEventLoop]]:
    """A server in a thread, on a free port."""
    Sanic._app_registry.clear()
    # Several servers in one process, one after the other.
    Sanic.test_mode = True
    app = Sanic("messaging-channels", configure_logging=False)
    app.ctx.agent = agent
    register(channels, app, "/webhooks/")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        address = port.getsockname()

    async def start() -> Any:
        server = await app.create_server(*address, return_asyncio_server=True)
        await server.startup()
        await server.after_start()
        return server

    async def stop(server: Any) -> None:
        await server.before_stop()
        server.close()
        await server.wait_closed()
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    try:
        server = asyncio.run_coroutine_threadsafe(start(), loop).result(30)
        yield f"http://{address[0]}:{address[1]}", loop
        asyncio.run_coroutine_threadsafe(stop(server), loop).result(30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
