"""What the person answers to the desk: may another organisation have the case, did it help."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events, FanalAction
from actions.replies import say
from actions.turn import Turn


class ActionAnswerTransfer(FanalAction):
    """Yes or no to another organisation."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_transfer"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Keep the answer for the relay; without a case there is nothing to answer any more."""
        asked, agreed = _pressed(turn, "transfer"), _pressed(turn, "agreed") == "yes"
        if not asked or not turn.handoff_case:
            say(dispatcher, "utter_handoff_nothing_to_withdraw")
            return []
        say(dispatcher, "utter_transfer_agreed" if agreed else "utter_transfer_refused")
        answer = {"about": "transfer", "transfer": asked, "agreed": agreed}
        return _for_relay(turn.handoff_case["id"], answer)


class ActionRateCounsellor(FanalAction):
    """Whether the counsellor helped."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_rate_counsellor"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Keep the answer for the relay, and thank for it."""
        case, helped = _pressed(turn, "case"), _pressed(turn, "helped") == "yes"
        say(dispatcher, "utter_rating_yes" if helped else "utter_rating_no")
        return _for_relay(case, {"about": "rating", "helped": helped}) if case else []


def _pressed(turn: Turn, name: str) -> str:
    """What the button carried; only buttons carry it, whatever somebody types."""
    return str(next(iter(turn.entities.get(name, ())), "")) if turn.is_payload else ""


def _for_relay(case: str, answer: dict[str, Any]) -> Events:
    """Setting the slot is what sends it: the tracker store is the outbox."""
    return [SlotSet("handoff_answer", {"case": case, **answer})]
