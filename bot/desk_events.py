"""What an event of the desk means for a conversation."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.events import BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import RequestError

#: Longer replies are split by nobody; the desk refuses them already while they are written.
_LONGEST_TEXT = 20_000
_RESPONSES = {
    "waiting": "utter_handoff_back",
    "active": "utter_handoff_active",
    "resolved": "utter_handoff_resolved",
}
#: Marks slot changes that the desk made, so that the relay does not take them for a withdrawal.
BY_DESK = {"by": "desk"}


@dataclass(frozen=True, slots=True)
class Transfer:
    """A question: may another organisation get the case?"""

    id: str
    organisation: str
    team: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """The case still waits; a number that is not known is None."""

    position: int | None
    wait_minutes: int | None


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """One thing that the desk tells; what it is not about is ``None``. A message has a ``text``."""

    id: str
    sender: str
    case: str
    name: str
    role: str
    text: str | None = None
    language: str | None = None
    state: str | None = None
    #: The organisation that has the case now, because the person agreed to it.
    moved_to: str | None = None
    transfer: Transfer | None = None
    reminder: Reminder | None = None
    #: Id of a message that is taken back.
    recall: str | None = None
    #: Whether the counsellor writes at this moment; nothing of it is kept.
    typing: bool = False


def parse(body: object) -> DeskEvent:
    """Check the body of a request.

    Raises:
        RequestError: It has another shape than docs/wire.md, section 2, says.
    """
    if not isinstance(body, Mapping):
        raise _invalid("The body is not a JSON object.")
    counsellor = body.get("counsellor") or {}
    if not isinstance(counsellor, Mapping):
        raise _invalid("counsellor is not an object.")
    event = DeskEvent(
        id=_text(body, "id", 255),
        sender=_text(body, "sender", 255),
        case=_text(body, "case", 255),
        name="",
        role="",
    )
    kind = body.get("type")
    if kind == "reminder":
        numbers = Reminder(_number(body, "position"), _number(body, "wait_minutes"))
        return replace(event, reminder=numbers)
    if kind == "recall":
        return replace(event, recall=_text(body, "message", 255))
    event = replace(
        event,
        name=_text(counsellor, "name", 200),
        role=_text(counsellor, "role", 200, empty=True),
    )
    if kind == "message":
        text, language = _text(body, "text", _LONGEST_TEXT), _text(body, "language", 10)
        return replace(event, text=text, language=language)
    if kind == "state" and body.get("state") in _RESPONSES:
        moved_to = _destination(body)[0] if "to" in body else None
        return replace(event, state=str(body["state"]), moved_to=moved_to)
    if kind == "typing":
        return replace(event, typing=True)
    if kind == "transfer":
        organisation, team = _destination(body)
        return replace(event, transfer=Transfer(_text(body, "transfer", 36), organisation, team))
    raise _invalid("type or state is not one of those that are known.")


def _destination(body: Mapping[str, Any]) -> tuple[str, str]:
    """Organisation and team."""
    to = body.get("to")
    if not isinstance(to, Mapping):
        raise _invalid("to is not an object.")
    return _text(to, "organisation", 200), _text(to, "team", 200)


def handled(tracker: DialogueStateTracker, event_id: str) -> bool:
    """Whether an event with this id was handled before."""
    return any(
        isinstance(event, BotUttered | SlotSet) and (event.metadata or {}).get("id") == event_id
        for event in tracker.events
    )


async def tracker_events(
    event: DeskEvent,
    tracker: DialogueStateTracker,
    nlg: NaturalLanguageGenerator,
    channel: str,
) -> list[Event]:
    """What the conversation gains: what the person reads, and the new state.

    A change of state of a case that is no longer the current one (the person took it back
    meanwhile) changes nothing; a counsellor's message is shown all the same.
    """
    if event.text is not None:
        return [_message(event)]
    current = tracker.get_slot("handoff_case") or {}
    state = tracker.get_slot("handoff_state")
    late = event.reminder is not None and state != "waiting"
    if current.get("id") != event.case or late:
        return [SlotSet("handoff_state", state, metadata={"id": event.id, **BY_DESK})]
    if event.reminder is not None:
        return [await _reminder(event, event.reminder, tracker, nlg, channel)]
    if event.transfer is not None:
        return [await _question(event, event.transfer, tracker, nlg, channel)]
    slots = [_slot("handoff_state", None if event.state == "resolved" else event.state)]
    if event.state == "resolved":
        slots += [_slot("handoff_case", None), _slot("handoff_closed", event.case)]
    return [*slots, await _notice(event, tracker, nlg, channel)]


def _message(event: DeskEvent) -> BotUttered:
    custom: dict[str, Any] = {
        "type": "counsellor",
        "case": event.case,
        "name": event.name,
        "role": event.role,
        "language": event.language,
    }
    return BotUttered(
        text=event.text,
        data={"custom": custom},
        metadata={"id": event.id, "language": event.language},
        timestamp=time.time(),
    )


async def _notice(
    event: DeskEvent, tracker: DialogueStateTracker, nlg: NaturalLanguageGenerator, channel: str
) -> BotUttered:
    custom: dict[str, Any] = {
        "type": "handoff",
        "state": event.state,
        "case": event.case,
        "summary": [],
        "position": None,
        "name": event.name,
        "role": event.role,
    }
    values = {"name": event.name, "case": event.case, "organisation": event.moved_to or ""}
    name = "utter_handoff_moved" if event.moved_to else _RESPONSES[str(event.state)]
    return await _said(
        event, name, values=values, custom=custom, tracker=tracker, nlg=nlg, channel=channel
    )


async def _question(
    event: DeskEvent,
    asked: Transfer,
    tracker: DialogueStateTracker,
    nlg: NaturalLanguageGenerator,
    channel: str,
) -> BotUttered:
    custom = {
        "type": "transfer",
        "case": event.case,
        "transfer": asked.id,
        "organisation": asked.organisation,
        "team": asked.team,
    }
    values = {"name": event.name, "organisation": asked.organisation, "transfer": asked.id}
    return await _said(
        event,
        "utter_transfer_ask",
        values=values,
        custom=custom,
        tracker=tracker,
        nlg=nlg,
        channel=channel,
    )


async def _reminder(
    event: DeskEvent,
    told: Reminder,
    tracker: DialogueStateTracker,
    nlg: NaturalLanguageGenerator,
    channel: str,
) -> BotUttered:
    custom: dict[str, Any] = {
        "type": "handoff",
        "state": "waiting",
        "case": event.case,
        "summary": [],
        "position": told.position,
        "wait_minutes": told.wait_minutes,
    }
    name = "utter_handoff_still_waiting"
    if told.position is not None:
        name += "_position"
    values = {"position": str(told.position or "")}
    return await _said(
        event, name, values=values, custom=custom, tracker=tracker, nlg=nlg, channel=channel
    )


async def _said(
    event: DeskEvent,
    name: str,
    *,
    values: dict[str, str],
    custom: dict[str, Any],
    tracker: DialogueStateTracker,
    nlg: NaturalLanguageGenerator,
    channel: str,
) -> BotUttered:
    """A response of the domain, as an event that carries the desk's id."""
    response: dict[str, Any] = await nlg.generate(
        name, tracker, channel, fill={"values": values, "custom": custom}
    )
    return BotUttered(
        text=response["text"],
        data={"custom": response["custom"], "buttons": response["buttons"]},
        metadata={"id": event.id, "language": response["language"]},
        timestamp=time.time(),
    )


def _slot(name: str, value: Any) -> SlotSet:
    return SlotSet(name, value, metadata=dict(BY_DESK))


def _text(body: Mapping[str, Any], key: str, longest: int, *, empty: bool = False) -> str:
    value = body.get(key, "" if empty else None)
    if not isinstance(value, str) or len(value) > longest or not (value.strip() or empty):
        raise _invalid(f"{key} is missing or too long.")
    return value


def _number(body: Mapping[str, Any], key: str) -> int | None:
    value = body.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise _invalid(f"{key} is no number from 1.")
    return value


def _invalid(problem: str) -> RequestError:
    return RequestError("invalid", 422, problem, "See docs/wire.md, section 2.")
