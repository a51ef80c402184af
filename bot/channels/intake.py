"""From a request to a turn: the same checks for every channel."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import messages
from bot.errors import RequestError
from bot.payloads import cleaned, hints

logger = logging.getLogger(__name__)

#: Width of the column in the tracker store.
_LONGEST_SENDER = 255
_LONGEST_ID = 64


def user_message(
    body: object, *, sender: object, output: OutputChannel, channel: str
) -> UserMessage:
    """Check what a channel received.

    Args:
        body: ``message``, and optionally ``message_id`` and ``metadata`` (docs/wire.md, section 2).
        sender: Whose message it is.
        output: Where the answers go.
        channel: Name of the channel.

    Raises:
        RequestError: The body has another shape.
    """
    if not isinstance(body, Mapping):
        raise _invalid("The body is not a JSON object.")
    if not isinstance(sender, str) or not 0 < len(sender.strip()) <= _LONGEST_SENDER:
        raise _invalid("The sender is missing or too long.")
    text = body.get("message")
    if text is not None and not isinstance(text, str):
        raise _invalid("The message is not a text.")
    message_id = body.get("message_id")
    if message_id is not None and not (
        isinstance(message_id, str) and 0 < len(message_id) <= _LONGEST_ID
    ):
        raise _invalid("The message_id is not a short text.")
    metadata = hints(body.get("metadata"))
    return UserMessage(
        # Half a surrogate pair can be neither encoded nor stored.
        cleaned((text or "").encode("utf-8", "replace").decode("utf-8"), metadata),
        output,
        sender.strip(),
        input_channel=channel,
        message_id=message_id or str(uuid.uuid4()),
        metadata=metadata,
    )


async def take_turn(agent: Agent, message: UserMessage) -> bool:
    """Answer a message, once.

    Returns:
        ``False`` if a message with this id was handled before; nothing happens then.
    """
    async with agent.lock_store.lock(message.sender_id):
        tracker = await agent.processor.get_tracker(message.sender_id)
        if has_seen(tracker, message.message_id):
            return False
        await agent.processor.handle_message(message)
        return True


def apology(
    agent: Agent, message: UserMessage, response: str = "utter_technical_problem"
) -> messages.Message:
    """What a person reads when there was no turn, or it broke, and nothing could be stored."""
    hint = {"language_hint": (message.metadata or {}).get("language")}
    said = agent.nlg.generate_from_slots(response, hint, message.input_channel)
    stored = {**said, "id": str(uuid.uuid4()), "timestamp": time.time()}
    return messages.bot_message(message.sender_id, stored)


def has_seen(tracker: DialogueStateTracker, message_id: str) -> bool:
    """Whether the conversation holds a message with this id."""
    return any(
        isinstance(event, UserUttered) and event.message_id == message_id
        for event in tracker.events
    )


async def conversation_exists(agent: Agent, sender: str) -> bool:
    """Whether anybody has said anything in a conversation."""
    tracker = await agent.tracker_store.retrieve(sender)
    return tracker is not None and len(tracker.events) > 0


def _invalid(problem: str) -> RequestError:
    return RequestError("invalid", 422, problem, "See docs/wire.md, section 2.")


def is_ready(app: Any) -> bool:
    """Whether the model is loaded."""
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and agent.is_ready()
