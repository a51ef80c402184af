"""A person: offered, agreed to, waited for, taken back."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.replies import handoff_card, say
from actions.turn import Turn
from actions.waiting import tell_opened


class ActionOfferPerson(FanalAction):
    """The wish for a person."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_offer_person"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Offer one; while the person waits already, tell the place in the queue."""
        return await offers.offer(turn, dispatcher, turn.handoff_reason or "asked")


class ActionOpenCase(FanalAction):
    """Yes to the offer."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_open_case"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Open a case. It is open once it stands in the tracker, whether or not the desk is up."""
        reason = turn.handoff_reason or "asked"
        case = offers.new_case(turn, reason=reason, urgent=reason == "urgent")
        await tell_opened(turn, dispatcher, case)
        return opened(case)


class ActionDeclinePerson(FanalAction):
    """No to the offer."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_decline_person"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Send nothing."""
        say(dispatcher, "utter_handoff_declined")
        return [*offers.forget(turn), SlotSet("no_answer_count", 0)]


class ActionWithdrawCase(FanalAction):
    """The person no longer wants to wait."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_withdraw_case"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Take the case back; the relay tells the desk."""
        if turn.handoff_state != "waiting" or not turn.handoff_case:
            say(dispatcher, "utter_handoff_nothing_to_withdraw")
            return offers.forget(turn)
        say(
            dispatcher,
            "utter_handoff_withdrawn",
            custom=handoff_card("withdrawn", turn.handoff_case["id"], []),
        )
        return [SlotSet("handoff_state", None), SlotSet("handoff_case", None)]


def opened(case: dict[str, Any]) -> Events:
    """Slots of a case that waits; setting them is what opens it."""
    return [
        SlotSet("handoff_case", case),
        SlotSet("handoff_state", "waiting"),
        SlotSet("handoff_reason", None),
        SlotSet("handoff_struck", None),
        SlotSet("no_answer_count", 0),
    ]
