"""What the three input channels share: their webhook and their upkeep."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.intake import is_ready
from bot.channels.messaging.platform import Platform
from bot.channels.messaging.receiving import Receiving, accept
from bot.channels.messaging.sending import Sending
from bot.channels.messaging.tables import engine
from bot.errors import BotError, RequestError
from bot.settings import settings

logger = logging.getLogger(__name__)

#: How often failed attempts are looked at.
_UPKEEP_SECONDS = 2.0
#: A delivery that is older and not dealt with belonged to a process that died.
_LEFT_BEHIND_SECONDS = 90.0
_PRUNE_EVERY = 1800


class MessagingChannel(InputChannel):
    """An input channel over a ``Platform``; ``None`` for one that is not set up."""

    def __init__(self, platform: Platform | None) -> None:
        self._platform = platform
        self._running: set[asyncio.Task[None]] = set()

    @property
    def is_on(self) -> bool:
        """Whether the environment holds what the platform needs."""
        return self._platform is not None

    def get_output_channel(self) -> Sending | None:
        """For messages that nobody has just asked for."""
        if self._platform is None:
            return None
        return Sending(self._platform, engine(settings().tracker_db))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The webhook, its health route, and what keeps inbox and outbox moving."""
        blueprint = Blueprint(f"fanal_{self.name()}", __name__)
        platform, sending = self._platform, self.get_output_channel()
        if platform is None or sending is None:
            return blueprint
        receiving = Receiving(sending, engine(settings().tracker_db))

        @blueprint.get("/")
        async def health(request: Request) -> HTTPResponse:
            ready = is_ready(request.app)
            return response.json({"status": "ok" if ready else "starting"}, 200 if ready else 503)

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                platform.verify(request)
                senders = accept(receiving, list(platform.deliveries(request)))
            except RequestError as error:
                return response.json(error.body(), error.status)
            # Acknowledged before it is answered: what is stored is not lost, and a platform that
            # waits for an answer sends everything again.
            for sender in senders:
                self._start(receiving.work(request.app.ctx.agent, sender))
            return response.json(platform.acknowledge(request))

        async def start(app: Any, _: Any) -> None:
            self._start(self._upkeep(app, sending, receiving))

        async def stop(_: Any, __: Any) -> None:
            for task in tuple(self._running):
                task.cancel()
            await platform.close()

        blueprint.listener(start, "after_server_start")
        blueprint.listener(stop, "before_server_stop")
        self.add_routes(blueprint, sending)
        return blueprint

    def add_routes(self, blueprint: Blueprint, sending: Sending) -> None:
        """Routes that only one platform has."""

    def _start(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(_guarded(work))
        # The loop itself holds tasks only weakly.
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _upkeep(self, app: Any, sending: Sending, receiving: Receiving) -> None:
        # A process that starts deals with what the one before it left, however young that is.
        patience = 0.0
        for turn in range(2**31):
            await tidy(app.ctx.agent, sending, receiving, left_seconds=patience)
            if turn % _PRUNE_EVERY == 0:
                receiving.prune()
            patience = _LEFT_BEHIND_SECONDS
            await asyncio.sleep(_UPKEEP_SECONDS)


async def tidy(agent: Any, sending: Sending, receiving: Receiving, *, left_seconds: float) -> None:
    """Deal with deliveries that were left behind, and make attempts that are due."""
    for sender in receiving.left_behind(left_seconds):
        await _guarded(receiving.work(agent, sender))
    for channel, sender in sending.outbox.due(sending.clock()):
        if channel == sending.platform.channel:
            await _guarded(_flush(agent, sending, sender))


async def _flush(agent: Any, sending: Sending, sender: str) -> None:
    async with agent.lock_store.lock(sender):
        await sending.flush(sender)


async def _guarded(work: Awaitable[None]) -> None:
    """One conversation's trouble stops no other's."""
    with contextlib.suppress(asyncio.CancelledError):
        try:
            await work
        except BotError as error:
            logger.warning("%s", error)
        except Exception:
            logger.exception("A messaging channel could not go on.")
