"""The offer of a person: what would be shared is shown before anything is sent."""

from __future__ import annotations

import uuid
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events
from actions.knowledge_port import domain_of
from actions.replies import handoff_card, say
from actions.struck import shared, shown, without_struck
from actions.turn import Turn
from actions.waiting import tell_before_offer, tell_waiting

_RESPONSES = {
    "no_answer": "utter_handoff_offer_no_answer",
    "not_helped": "utter_handoff_offer_not_helped",
}


async def offer(turn: Turn, dispatcher: CollectingDispatcher, reason: str) -> Events:
    """Offer a person and show what would be shared; whoever waits already hears how long still.

    Args:
        turn: The turn that led here.
        dispatcher: Collects what is said.
        reason: ``asked``, ``no_answer``, ``not_helped`` or ``counsellor_likely``.
    """
    if turn.handoff_state == "waiting" and turn.handoff_case:
        await tell_waiting(turn, dispatcher, turn.handoff_case)
        return []
    await tell_before_offer(turn, dispatcher)
    show(turn, dispatcher, reason)
    return _offered(reason)


def show(turn: Turn, dispatcher: CollectingDispatcher, reason: str) -> None:
    """The offer with all that would be shared."""
    response = _RESPONSES.get(reason, "utter_handoff_offer")
    say(dispatcher, response, custom=handoff_card("offered", None, shown(turn)))


def offer_urgent(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Tell the emergency numbers, and offer to bring the conversation to a counsellor as urgent."""
    say(dispatcher, "utter_emergency_offer", custom=handoff_card("offered", None, shown(turn)))
    return _offered("urgent")


def _offered(reason: str) -> Events:
    # A question of the profile no longer waits: "yes" now means the offer.
    return [
        SlotSet("handoff_state", "offered"),
        SlotSet("handoff_reason", reason),
        SlotSet("profile_asking", None),
    ]


def forget(turn: Turn) -> Events:
    """Take back an offer that was not answered; nothing if there is none."""
    if turn.handoff_state != "offered":
        return []
    return [
        SlotSet("handoff_state", None),
        SlotSet("handoff_reason", None),
        SlotSet("handoff_struck", None),
    ]


def new_case(turn: Turn, *, reason: str, urgent: bool = False) -> dict[str, Any]:
    """The case that a person has agreed to (docs/wire.md, section 6)."""
    case = {
        "id": str(uuid.uuid4()),
        "need": domain_of(turn.case_topic) if turn.case_topic else None,
        "topic": turn.case_topic,
        "reason": reason,
        "urgent": urgent,
        "summary": shared(turn),
    }
    return without_struck(case, turn)
