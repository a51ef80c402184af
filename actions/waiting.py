"""What somebody who waits for a person is told."""

from __future__ import annotations

from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from rasa_sdk.executor import CollectingDispatcher

from actions.clients import desk
from actions.clients.desk import QueueStatus
from actions.clients.expectation import Expectation
from actions.knowledge_port import domain_of
from actions.replies import handoff_card, say
from actions.settings import settings
from actions.summary import card
from actions.turn import Turn


async def tell_opened(turn: Turn, dispatcher: CollectingDispatcher, case: dict[str, Any]) -> None:
    """Say that a person will come, just after somebody agreed; the desk gets the case soon after.

    Whether counsellors are there was told with the offer, except when that had to be short.
    """
    queue = await desk.availability(_case_asked(turn, case))
    if case["urgent"]:
        tell_expectation(turn, dispatcher, queue.expectation)
    _tell_queue(turn, dispatcher, case, queue)


async def tell_waiting(turn: Turn, dispatcher: CollectingDispatcher, case: dict[str, Any]) -> None:
    """Say that a person will come, with the place in the queue and the hours as far as known."""
    queue = await desk.queue_status(case["id"])
    tell_expectation(turn, dispatcher, queue.expectation)
    _tell_queue(turn, dispatcher, case, queue)


def _tell_queue(
    turn: Turn, dispatcher: CollectingDispatcher, case: dict[str, Any], queue: QueueStatus
) -> None:
    name, values = "utter_handoff_waiting", {}
    hours = queue.expectation.hours or settings().hours
    if not queue.reachable:
        name += "_desk_down"
    else:
        if queue.position is not None:
            name, values = f"{name}_position", {"position": str(queue.position)}
        if hours is not None:
            name += "_hours"
            values["hours"] = hours.told_in(turn.reply_in)
    custom = handoff_card("waiting", case["id"], card(case["summary"], turn.reply_in))
    custom |= {"position": queue.position, "wait_minutes": queue.expectation.wait_minutes}
    say(dispatcher, name, values=values, custom=custom)


async def tell_before_offer(turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """Before somebody decides: whether counsellors are away, or how long it usually takes."""
    need = domain_of(turn.case_topic) if turn.case_topic else None
    tell_expectation(turn, dispatcher, (await desk.availability(_asked(turn, need))).expectation)


def _case_asked(turn: Turn, case: dict[str, Any]) -> dict[str, str]:
    """What of a case decides its team, without what was struck out."""
    asked = {**_asked(turn, case["need"]), "urgent": "true" if case["urgent"] else "false"}
    return {key: value for key, value in asked.items() if key not in case.get("struck", ())}


def _asked(turn: Turn, need: str | None) -> dict[str, str]:
    known = {
        "language": turn.reply_in,
        "region": turn.region,
        "municipality": turn.municipality,
        "need": need,
    }
    return {key: value for key, value in known.items() if value}


def tell_expectation(turn: Turn, dispatcher: CollectingDispatcher, expected: Expectation) -> None:
    """One message about hours or waiting, if there is anything to tell."""
    if not expected.open and expected.opens_at is not None:
        when = _told(expected, turn.reply_in)
        say(dispatcher, "utter_handoff_closed", values={"when": when})
    elif not expected.open:
        say(dispatcher, "utter_handoff_closed_no_day")
    elif expected.wait_minutes is not None:
        values = {"minutes": str(expected.wait_minutes)}
        say(dispatcher, "utter_handoff_usual_wait", values=values)


def _told(expected: Expectation, language: str) -> str:
    """The day and hour of the next opening, by the clock of Brussels as the desk sends it."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return str(format_datetime(expected.opens_at, "EEEE d MMMM, HH:mm", locale=locale))
