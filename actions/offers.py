"""The offer of a person: what would be shared is shown before anything is sent."""

from __future__ import annotations

import uuid
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events
from actions.knowledge_port import domain_of, knowledge
from actions.replies import handoff_card, say
from actions.turn import Turn
from actions.waiting import tell_waiting

#: Enough to know what it is about; the counsellor reads the conversation anyway.
_LONGEST_QUESTION = 500

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
    say(
        dispatcher,
        _RESPONSES.get(reason, "utter_handoff_offer"),
        custom=handoff_card("offered", None, summary(turn)),
    )
    return [SlotSet("handoff_state", "offered"), SlotSet("handoff_reason", reason)]


def offer_urgent(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Tell the emergency numbers, and offer to bring the conversation to a counsellor as urgent."""
    say(dispatcher, "utter_emergency_offer", custom=handoff_card("offered", None, summary(turn)))
    return [SlotSet("handoff_state", "offered"), SlotSet("handoff_reason", "urgent")]


def forget(turn: Turn) -> Events:
    """Take back an offer that was not answered; nothing if there is none."""
    if turn.handoff_state != "offered":
        return []
    return [SlotSet("handoff_state", None), SlotSet("handoff_reason", None)]


def new_case(turn: Turn, *, reason: str, urgent: bool = False) -> dict[str, Any]:
    """The case that a person has agreed to (docs/wire.md, section 6)."""
    return {
        "id": str(uuid.uuid4()),
        "need": domain_of(turn.topic) if turn.topic else None,
        "topic": turn.topic,
        "reason": reason,
        "urgent": urgent,
        "summary": summary(turn),
    }


def summary(turn: Turn) -> list[dict[str, str]]:
    """Rows of what is shared; a row without a value is left out."""
    title = knowledge().title(turn.topic, turn.reply_in) if turn.topic else None
    rows = {
        "language": turn.reply_in,
        "municipality": turn.municipality,
        "region": turn.region,
        "topic": title,
        "question": (turn.last_question or "")[:_LONGEST_QUESTION],
    }
    return [{"label": label, "value": value} for label, value in rows.items() if value]
