"""A person: offered, agreed to, waited for, taken back."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.clients import desk
from actions.replies import say
from actions.settings import settings
from actions.turn import Turn


class ActionOfferPerson(FanalAction):
    """The wish for a person."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_offer_person"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Offer one; while the person waits already, tell the place in the queue."""
        if turn.handoff_state == "waiting" and turn.handoff_case:
            await _tell_waiting(turn, dispatcher, turn.handoff_case)
            return []
        return offers.offer(turn, dispatcher, turn.handoff_reason or "asked")


class ActionOpenCase(FanalAction):
    """Yes to the offer."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_open_case"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Open a case. It is open once it stands in the tracker, whether or not the desk is up."""
        case = offers.new_case(turn, reason=turn.handoff_reason or "asked")
        await _tell_waiting(turn, dispatcher, case)
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
            custom=offers.card("withdrawn", turn.handoff_case["id"], []),
        )
        return [SlotSet("handoff_state", None), SlotSet("handoff_case", None)]


def opened(case: dict[str, Any]) -> Events:
    """Slots of a case that waits; setting them is what opens it."""
    return [
        SlotSet("handoff_case", case),
        SlotSet("handoff_state", "waiting"),
        SlotSet("handoff_reason", None),
        SlotSet("no_answer_count", 0),
    ]


async def _tell_waiting(turn: Turn, dispatcher: CollectingDispatcher, case: dict[str, Any]) -> None:
    """Say that a person will come, with the place in the queue and the hours as far as known."""
    queue = await desk.queue_status(case["id"])
    name, values = "utter_handoff_waiting", {}
    hours = settings().hours
    if not queue.reachable:
        name += "_desk_down"
    else:
        if queue.position is not None:
            name, values = f"{name}_position", {"position": str(queue.position)}
        if hours is not None:
            name += "_hours"
            values["hours"] = hours.told_in(turn.reply_in)
    say(
        dispatcher,
        name,
        values=values,
        custom=offers.card("waiting", case["id"], case["summary"], queue.position),
    )
