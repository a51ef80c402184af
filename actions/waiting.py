"""What somebody who waits for a person is told."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.clients import desk
from actions.replies import handoff_card, say
from actions.settings import settings
from actions.turn import Turn


async def tell_waiting(turn: Turn, dispatcher: CollectingDispatcher, case: dict[str, Any]) -> None:
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
        custom=handoff_card("waiting", case["id"], case["summary"], queue.position),
    )
