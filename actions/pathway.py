"""What should I do now? An ordered list of next steps; the offices decide, not this program."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.knowledge_port import paths
from actions.links import Links, links_to
from actions.replies import say
from actions.turn import Turn
from knowledge.pathways import Waypoint

#: Stands where a question would wait for the region.
PENDING = "/ask_pathway"


class ActionPathway(FanalAction):
    """The list of next steps."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_pathway"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Tell it, or ask for the region first, because every region has its own steps."""
        if turn.region is None:
            say(dispatcher, "utter_clarify_region")
            return [*offers.forget(turn), SlotSet("pending_question", PENDING)]
        return await tell_pathway(turn, dispatcher, turn.region, turn.municipality)


async def tell_pathway(
    turn: Turn, dispatcher: CollectingDispatcher, region: str, municipality: str | None
) -> Events:
    """Tell the steps of somebody who lives there."""
    answers = {key: told.codes for key, told in turn.profile.answered.items()}
    steps = await asyncio.to_thread(
        paths().steps, answers, region=region, municipality=municipality, language=turn.reply_in
    )
    links = links_to(turn, steps, region, municipality)
    lines = [_step(number, step, turn.reply_in) for number, step in enumerate(steps, 1)]
    say(
        dispatcher,
        "utter_pathway" if answers else "utter_pathway_general",
        values={"steps": {"lines": [*lines, *_told(links)], "between": "\n\n"}},
        custom={
            "type": "pathway",
            "region": region,
            "municipality": municipality,
            "steps": [step.as_dict() for step in steps],
            "page": links.page,
            "calendar": links.calendar,
        },
    )
    return [
        *offers.forget(turn),
        SlotSet("pending_question", None),
        SlotSet("profile_asking", None),
        SlotSet("no_answer_count", 0),
    ]


def _step(number: int, step: Waypoint, reader: str) -> dict[str, Any]:
    lines: list[object] = [f"{number}. {step.title}", step.text]
    lines += [{"say": name, "values": values} for name, values in details(step, reader)]
    return {"lines": lines}


def details(step: Waypoint, reader: str) -> list[tuple[str, dict[str, str]]]:
    """The lines under a step: response of the domain and its values."""
    sources = dict.fromkeys(f"{source.title} ({source.as_of})" for source in step.sources)
    lines = [("utter_pathway_where", {"offices": ", ".join(step.offices)})]
    if step.due is not None:
        lines.append(("utter_pathway_due", {"due": day_in(step.due, reader)}))
    if step.decides:
        lines.append(("utter_pathway_decides", {"decides": ", ".join(step.decides)}))
    return [*lines, ("utter_pathway_source", {"source": "; ".join(sources)})]


def _told(links: Links) -> list[dict[str, Any]]:
    if links.page is None:
        return []
    name = "utter_pathway_links_calendar" if links.calendar else "utter_pathway_links"
    return [{"say": name, "values": {"page": links.page, "calendar": links.calendar}}]


def day_in(day: date, reader: str) -> str:
    """A day as readers of a language write it; Babel's English is American, Belgium's is not."""
    try:
        locale = Locale.parse("en_GB" if reader == "en" else reader)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    return str(format_date(day, "long", locale=locale))
