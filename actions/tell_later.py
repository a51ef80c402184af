"""The wish to hear of an answer that does not exist yet."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.replies import say
from actions.settings import settings
from actions.turn import Turn


class ActionTellMeLater(FanalAction):
    """A promise; the relay brings it to the desk, whose editors look for an answer."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_tell_me_later"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Promise it and say what is kept; nothing is promised where nobody would keep it."""
        if not settings().learn_from_questions or not turn.unanswered_question:
            say(dispatcher, "utter_unknown_button")
            return offers.forget(turn)
        days = settings().questions_days
        name = "utter_tell_me_later" if days else "utter_tell_me_later_undated"
        say(dispatcher, name, values={"days": days})
        return [*offers.forget(turn), SlotSet("tell_question", turn.unanswered_question)]
