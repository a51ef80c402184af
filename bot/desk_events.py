"""What an event of the desk means for a conversation."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
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
class DeskEvent:
    """A counsellor's message (``text``) or a change of state (``state``)."""

    id: str
    sender: str
    case: str
    name: str
    role: str
    text: str | None = None
    language: str | None = None
    state: str | None = None


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
    common = {key: _text(body, key, 255) for key in ("id", "sender", "case")}
    common |= {
        "name": _text(counsellor, "name", 200),
        "role": _text(counsellor, "role", 200, empty=True),
    }
    if body.get("type") == "message":
        return DeskEvent(
            **common,
            text=_text(body, "text", _LONGEST_TEXT),
            language=_text(body, "language", 10),
        )
    if body.get("type") == "state" and body.get("state") in _RESPONSES:
        return DeskEvent(**common, state=str(body["state"]))
    raise _invalid("type or state is not one of those that are known.")


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
    if current.get("id") != event.case:
        state = tracker.get_slot("handoff_state")
        return [SlotSet("handoff_state", state, metadata={"id": event.id, **BY_DESK})]
    slots = [_slot("handoff_state", None if event.state == "resolved" else event.state)]
    if event.state == "resolved":
        slots.append(_slot("handoff_case", None))
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
    response: dict[str, Any] = await nlg.generate(
        _RESPONSES[str(event.state)],
        tracker,
        channel,
        fill={"values": {"name": event.name}, "custom": custom},
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


def _invalid(problem: str) -> RequestError:
    return RequestError("invalid", 422, problem, "See docs/wire.md, section 2.")
