"""Stop: nothing more is asked or offered."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.replies import say
from actions.turn import Turn


class ActionStop(FanalAction):
    """Enough for now."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_stop"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Drop what is open; what was told stays until the person has it deleted."""
        say(dispatcher, "utter_stop")
        return [
            *offers.forget(turn),
            *(SlotSet(s, None) for s in ("profile_asking", "pending_question")),
            SlotSet("no_answer_count", 0),
        ]
