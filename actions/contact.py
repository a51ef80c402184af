"""A phone number or an e-mail address, for when nobody is there."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.contact_text import contact_in
from actions.replies import say
from actions.turn import Turn


class ActionLeaveContact(FanalAction):
    """The wish to leave a number or an address."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_leave_contact"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Ask for it; the next message that is written is taken as one."""
        say(dispatcher, "utter_contact_ask")
        return [SlotSet("contact_asked", True)]


class ActionKeepContact(FanalAction):
    """What was written after that."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_keep_contact"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Keep it, shown among what would be shared; anything else is taken as a question.

        While a case waits, the relay brings the words to the desk like everything that is written.
        """
        contact = contact_in(turn.text)
        if contact is None:
            return [SlotSet("contact_asked", None), FollowupAction("action_answer")]
        kept = [SlotSet("contact_asked", None), SlotSet("contact", contact)]
        say(dispatcher, "utter_contact_kept")
        if turn.handoff_state != "offered":
            return kept
        offers.show(replace(turn, contact=contact), dispatcher, turn.handoff_reason or "asked")
        return kept
