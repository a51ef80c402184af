"""What a channel needs of Rasa's agent; it answers what a test tells it to."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlg import CatalogueNLG

Reply = Callable[[str], list[dict[str, Any]]]


class FakeAgent:
    """Real texts and a real tracker; every turn is written down.

    Args:
        domain: The bot's.
        reply: Text of a turn to the messages that answer it, in Rasa's own form.
    """

    def __init__(self, domain: Domain, reply: Reply) -> None:
        self.domain = domain
        self.nlg = CatalogueNLG(domain=domain)
        self.tracker_store = InMemoryTrackerStore(domain)
        self.processor = self
        self.lock_store = self
        self.reply = reply
        self.turns: list[Any] = []
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def is_ready(self) -> bool:
        return True

    @asynccontextmanager
    async def lock(self, sender: str) -> AsyncIterator[None]:
        async with self._locks[sender]:
            yield

    async def get_tracker(self, sender: str) -> DialogueStateTracker:
        return await self.tracker_store.get_or_create_tracker(sender)

    async def set(self, sender: str, **slots: Any) -> None:
        tracker = await self.get_tracker(sender)
        tracker.update_with_events([SlotSet(k, v) for k, v in slots.items()], self.domain)
        await self.tracker_store.save(tracker)

    async def handle_message(self, message: Any) -> None:
        self.turns.append(message)
        said = self.reply(message.text)
        tracker = await self.get_tracker(message.sender_id)
        uttered = UserUttered(
            message.text,
            input_channel=message.input_channel,
            message_id=message.message_id,
        )
        events = [ActionExecuted("action_listen"), uttered]
        for one in said:
            now = time.time()
            events.append(BotUttered(one["text"], data=one, timestamp=now))
            await message.output_channel.send_response(message.sender_id, {**one, "timestamp": now})
        tracker.update_with_events(events, self.domain)
        await self.tracker_store.save(tracker)
