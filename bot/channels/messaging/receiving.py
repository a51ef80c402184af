"""From a delivery to a turn, once, whatever dies in between."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from bot.channels.intake import apology, has_seen, user_message
from bot.channels.messaging.choices import chosen
from bot.channels.messaging.deep_link import written_start
from bot.channels.messaging.inbox import Delivered, Inbox
from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.sending import Sending
from bot.channels.messaging.stop_words import is_stop
from bot.channels.output import CollectedMessages
from bot.errors import RequestError
from bot.messages import Message, bot_message, flattened, history
from bot.payloads import hints
from bot.settings import settings

logger = logging.getLogger(__name__)

_NOTICES = {
    "voice": "utter_channel_voice",
    "picture": "utter_channel_picture",
    "place": "utter_channel_place",
    "sticker": "utter_no_words",
}
_MINUTE_SECONDS = 60.0


class Receiving:
    """The way in of one platform.

    Args:
        sending: The way out.
        engine: Database with the tables of this package.
    """

    def __init__(self, sending: Sending, engine: Engine) -> None:
        self._sending = sending
        self._inbox = Inbox(engine)
        self._channel = sending.platform.channel

    def keep(self, incoming: Incoming) -> str | None:
        """Store a delivery before it is acknowledged.

        Returns:
            The conversation; ``None`` for a delivery that was here before.
        """
        sender = self._sending.people.at(self._channel, incoming.address).sender
        new = self._inbox.put(self._channel, sender, incoming, self._sending.clock())
        return sender if new else None

    async def work(self, agent: Agent, sender: str) -> None:
        """Deal with all that a person sent, in order."""
        async with agent.lock_store.lock(sender):
            # Looked up inside the lock: whoever held it before may have dealt with everything.
            for delivered in self._inbox.of(sender):
                try:
                    await self._deal_with(agent, sender, delivered)
                except Exception:
                    logger.exception("A turn on %s failed.", self._channel)
                    known = hints(delivered.incoming.hints)
                    message = UserMessage("", None, sender, None, self._channel, metadata=known)
                    self._put(sender, apology(agent, message))
                await self._flush(sender)
                self._inbox.done(delivered)

    def left_behind(self, seconds: float) -> list[str]:
        """Conversations with deliveries that somebody should have dealt with so long ago."""
        rows = self._inbox.left_behind(self._sending.clock() - seconds)
        return [sender for channel, sender in rows if channel == self._channel]

    def prune(self) -> None:
        """Forget what nobody needs any more."""
        self._inbox.prune(self._sending.clock())
        self._sending.outbox.prune(self._sending.clock())

    async def _deal_with(self, agent: Agent, sender: str, delivered: Delivered) -> None:
        incoming = delivered.incoming
        if incoming.kind == "blocked":
            self._sending.people.stopped(sender)
            return
        self._sending.people.wrote(sender, delivered.at)
        if not incoming.pressed and is_stop(incoming.text):
            await self._say(agent, sender, "utter_channel_stopped", incoming)
            await self._flush(sender)
            self._sending.people.stopped(sender)
            return
        if await self._is_flood(agent, sender, delivered):
            return
        if incoming.kind != "text":
            await self._say(agent, sender, _NOTICES[incoming.kind], incoming)
        if incoming.text or incoming.kind == "text":
            await self._turn(agent, sender, delivered)

    async def _turn(self, agent: Agent, sender: str, delivered: Delivered) -> None:
        output = CollectedMessages()
        person = self._sending.people.of(sender)
        choices = person.choices if person else ()
        message = self._message(sender, delivered, choices, output)
        tracker = await agent.processor.get_tracker(sender)
        if has_seen(tracker, message.message_id):
            # A process died after the turn; what of its answers was sent is known by its ids.
            said = _answers(sender, tracker, message.message_id)
        else:
            await agent.processor.handle_message(message)
            said = output.messages
        if person is not None and self._sending.people.of(sender) is None:
            # They asked to be forgotten: the last words are said and kept nowhere.
            await self._sending.say_once(person, said)
            return
        for one in said:
            self._put(sender, one)

    def _message(
        self,
        sender: str,
        delivered: Delivered,
        choices: Sequence[str],
        output: CollectedMessages,
    ) -> UserMessage:
        incoming = delivered.incoming
        text, metadata = incoming.text, dict(incoming.hints)
        if incoming.pressed:
            text = self._sending.memo.full(text)
        elif (start := written_start(text)) is not None:
            text, metadata = "/start", {**metadata, **start}
        else:
            text = chosen(text, choices) or text
        return user_message(
            {
                "message": text,
                "message_id": f"{self._channel}-{delivered.id}",
                "metadata": metadata,
            },
            sender=sender,
            output=output,
            channel=self._channel,
        )

    async def _is_flood(self, agent: Agent, sender: str, delivered: Delivered) -> bool:
        """Whether a message is not read because there were too many; the person is told once."""
        limit = settings().messages_per_minute
        count = self._inbox.count(sender, delivered, _MINUTE_SECONDS)
        if count <= limit:
            return False
        tracker = await agent.processor.get_tracker(sender)
        if tracker.get_slot("handoff_state") == "active":
            # A counsellor reads everything, and a turn without an answer costs little.
            return False
        if count == limit + 1:
            await self._say(agent, sender, "utter_channel_too_fast", delivered.incoming)
        return True

    async def _say(self, agent: Agent, sender: str, response: str, incoming: Incoming) -> None:
        """Say something that no rule decides, and keep it in the conversation."""
        tracker = await agent.processor.get_tracker(sender)
        slots = dict(tracker.current_slot_values())
        slots["language_hint"] = slots.get("language_hint") or hints(incoming.hints).get("language")
        said: dict[str, Any] = agent.nlg.generate_from_slots(response, slots, self._channel)
        event = BotUttered(
            text=said["text"],
            data={"custom": said["custom"], "buttons": said["buttons"]},
            metadata={"id": str(uuid.uuid4()), "language": said["language"]},
            timestamp=time.time(),
        )
        tracker.update_with_events([event], agent.domain)
        await agent.tracker_store.save(tracker)
        self._put(sender, bot_message(sender, flattened(event.as_dict())))

    async def _flush(self, sender: str) -> None:
        try:
            await self._sending.flush(sender, now=True)
        except Exception:
            logger.exception("A message on %s could not be sent.", self._channel)

    def _put(self, sender: str, message: Message) -> None:
        self._sending.outbox.put(sender, message, self._sending.clock())


def _answers(sender: str, tracker: DialogueStateTracker, message_id: str) -> list[Message]:
    """What the bot said in the turn of a message."""
    said = list(history(sender, (event.as_dict() for event in tracker.events)))
    ids = [message["id"] for message in said]
    behind = said[ids.index(message_id) + 1 :] if message_id in ids else []
    return list(takewhile(lambda message: message["author"] == "bot", behind))


def accept(receiving: Receiving, deliveries: list[Incoming]) -> list[str]:
    """Keep deliveries; the conversations that have something new, each once."""
    kept = (receiving.keep(incoming) for incoming in deliveries)
    return list(dict.fromkeys(sender for sender in kept if sender))


def invalid(problem: str) -> RequestError:
    """The body is not what the platform documents."""
    return RequestError("invalid", 422, problem, "See docs/channels.")
