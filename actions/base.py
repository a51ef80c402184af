"""What all actions of this room share: one turn in, and never a lost one."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import say
from actions.turn import Turn

logger = logging.getLogger(__name__)

Events = list[dict[str, Any]]


class FanalAction(Action, ABC):
    """An action that reads a turn, speaks, and says what changes."""

    @abstractmethod
    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Do what the action is for.

        Args:
            turn: The person's message and what is known.
            dispatcher: Collects what is said; at least one message.

        Returns:
            Slot events.
        """

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Called by the action server; a failure becomes an apology instead of silence."""
        try:
            return await self.take(Turn.of(tracker), dispatcher)
        except Exception:
            # The trace, and not one word of the person: the formatter of the logs sees to that.
            logger.exception("%s failed.", self.name())
            dispatcher.messages.clear()
            say(dispatcher, "utter_technical_problem")
            return []
