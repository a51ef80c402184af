"""From the desk: counsellors' messages and changes of a case's state."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import unquote

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.engine import Engine

from bot.channels.messaging.outbox import Outbox
from bot.channels.messaging.tables import engine
from bot.channels.output import Pusher
from bot.channels.receipts import Receipts
from bot.channels.typing import show_typing
from bot.desk_events import DeskEvent, handled, parse, tracker_events
from bot.erase import EraseError, erase
from bot.errors import DeliveryError, RequestError, UnreachableError
from bot.messages import bot_message, flattened, history
from bot.settings import settings

logger = logging.getLogger(__name__)


class DeskChannel(InputChannel):
    """``POST /webhooks/desk/events``, see docs/wire.md, section 2."""

    @classmethod
    def name(cls) -> str:
        """Name of the channel, part of its address."""
        return "desk"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The one route of this channel."""
        blueprint = Blueprint("fanal_desk", __name__)

        @blueprint.post("/events")
        async def receive(request: Request) -> HTTPResponse:
            try:
                _authorise(request)
                event = parse(request.json)
                channels = request.app.ctx.input_channels
                if event.typing:
                    return response.json({"delivered": await show_typing(channels, event)})
                agent, database = request.app.ctx.agent, engine(settings().tracker_db)
                if event.recall:
                    return response.json({"delivered": await recall(agent, database, event)})
                delivered = await take(agent, channels, Receipts(database), event)
                return response.json({"delivered": delivered})
            except RequestError as error:
                return response.json(error.body(), error.status)
            except DeliveryError as error:
                logger.warning("A message of the desk could not be delivered: %s", error.problem)
                failure = RequestError("undelivered", 503, error.problem, error.mend)
                return response.json(failure.body(), failure.status)
            except UnreachableError as error:
                failure = RequestError("unreachable_person", 409, error.problem, error.mend)
                return response.json(failure.body(), failure.status)

        async def person(request: Request, sender: str) -> HTTPResponse:
            try:
                _authorise(request)
                agent, sender = request.app.ctx.agent, unquote(sender)
                async with agent.lock_store.lock(sender):
                    if request.method == "GET":
                        return response.json(await copy_of(agent, sender))
                    erased = await asyncio.to_thread(erase, settings(), sender)
                return response.json({"erased": erased})
            except RequestError as error:
                return response.json(error.body(), error.status)
            except EraseError as error:
                failure = RequestError("not_erased", 503, error.problem, error.mend)
                return response.json(failure.body(), failure.status)

        address = "/people/<sender:path>"
        blueprint.add_route(person, address, methods=["GET", "DELETE"])
        return blueprint


async def copy_of(agent: Agent, sender: str) -> dict[str, Any]:
    """What is kept of a person here: all that was said, and what was understood of them."""
    tracker = await agent.tracker_store.retrieve_full_tracker(sender)
    if tracker is None:
        return {"messages": [], "slots": {}}
    events = [event.as_dict() for event in tracker.events]
    slots = {name: value for name, value in tracker.current_slot_values().items() if value}
    return {"messages": list(history(sender, events)), "slots": slots}


async def take(
    agent: Agent, channels: Sequence[InputChannel], receipts: Receipts, event: DeskEvent
) -> str:
    """Store an event in the conversation and bring it to the person.

    It is stored after it was handed over: when the process dies in between, the desk sends it again
    and a channel that shows messages by id shows it once.

    Args:
        agent: The bot.
        channels: All that there are.
        receipts: Of counsellors' messages; one that failed is handed over again.
        event: What the desk brings.

    Returns:
        ``sent``, ``stored`` (the person sees it when they come back), or ``duplicate`` for what was
        here before and of which nothing more is known.

    Raises:
        RequestError: There is no such conversation.
        DeliveryError: The channel did not take it; nothing was stored.
        UnreachableError: The person blocked us or is gone; a message was not stored either, a
            change of state was: they must not find a silent bot when they come back.
    """
    async with agent.lock_store.lock(event.sender):
        everything = await agent.tracker_store.retrieve_full_tracker(event.sender)
        if everything is None or not everything.events:
            raise RequestError(
                "unknown_conversation",
                404,
                "There is no conversation with this sender.",
                "Nothing; the person was erased or never wrote.",
            )
        channel = everything.get_latest_input_channel()
        pusher = _pusher(channels, channel)
        if handled(everything, event.id):
            return await _again(pusher, receipts, event, everything)
        tracker = await agent.processor.get_tracker(event.sender)
        new = await tracker_events(event, tracker, agent.nlg, channel or "rest")
        delivered = False
        for said in (flattened(e.as_dict()) for e in new if e.type_name == "bot"):
            if pusher is None:
                continue
            try:
                delivered = await pusher.push(event.sender, bot_message(event.sender, said))
            except UnreachableError:
                if event.text is not None:
                    raise
        if event.text is not None and not delivered:
            # Before the person can read it in their history.
            receipts.stored(event.id, event.sender, time.time())
        # Told and kept at the same moment: a history shows the message as it was handed over.
        tracker.update_with_events(new, agent.domain, override_timestamp=False)
        await agent.tracker_store.save(tracker)
    return "sent" if delivered else "stored"


async def recall(agent: Agent, database: Engine, event: DeskEvent) -> str:
    """Take a message back that waits for the person; what they have stays theirs.

    Returns:
        ``sent``, whatever there was to take back.
    """
    async with agent.lock_store.lock(event.sender):
        Outbox(database).recall(event.sender, event.recall or "")
    return "sent"


async def _again(
    pusher: Pusher | None, receipts: Receipts, event: DeskEvent, tracker: DialogueStateTracker
) -> str:
    """What became of an event that was here before; a message that failed is tried once more."""
    known = receipts.of(event.id)
    if known is None:
        return "duplicate"
    if known.state != "failed":
        return known.state
    said = next(
        e for e in tracker.events if isinstance(e, BotUttered) and e.metadata.get("id") == event.id
    )
    message = bot_message(event.sender, flattened(said.as_dict()))
    if pusher is not None and await pusher.push(event.sender, message):
        return "sent"
    receipts.stored(event.id, event.sender, time.time())
    return "stored"


def _pusher(channels: Sequence[InputChannel], name: str | None) -> Pusher | None:
    for channel in channels:
        if channel.name() == name:
            output = channel.get_output_channel()
            return output if hasattr(output, "push") else None
    return None


def _authorise(request: Request) -> None:
    expected = settings().bot_desk_token
    given = request.headers.get("Authorization", "")
    if not expected or not hmac.compare_digest(
        given.encode("utf-8", "replace"), f"Bearer {expected}".encode()
    ):
        raise RequestError(
            "unauthorized",
            401,
            "The token is missing or wrong.",
            "Give both sides the same FANAL_BOT_DESK_TOKEN.",
        )
