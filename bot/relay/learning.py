"""What the desk learns from a conversation besides its cases: counts, and questions without answer.

Counts hold no words. Questions are redacted here, before they leave the bot's side.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from bot.messages import utc
from bot.relay.source import Row
from knowledge.languages import reply_language
from knowledge.redaction import redact

_NAMESPACE = uuid.UUID("7c0b7d6e-2a39-4d53-9a39-1d5b8f3a0c14")
#: Types of messages that are counted under their own name.
_COUNTED = frozenset({"answer", "clarify", "no_answer"})
#: Reasons of an offer that tell of a question without a good answer.
_UNANSWERED = frozenset({"no_answer", "not_helped"})


@dataclass(frozen=True, slots=True)
class Tally:
    """One more of something on a day (UTC); what is not known is empty."""

    day: str
    kind: str
    language: str = ""
    region: str = ""
    detail: str = ""


def is_spoken(row: Row) -> bool:
    """Whether a newcomer said or pressed something of their own, not only opened the chat."""
    text = str(row.data.get("text") or "").strip()
    return row.type == "user" and bool(text) and not text.startswith("/start")


def tallies(row: Row, *, begins: bool) -> list[Tally]:
    """What one event counts for.

    Args:
        row: The event.
        begins: Whether it is the bot's first word to somebody who has spoken in this session.
    """
    day = datetime.fromtimestamp(row.data.get("timestamp") or 0.0, timezone.utc).date().isoformat()
    if row.type == "user":
        typed = is_spoken(row) and not str(row.data["text"]).startswith("/")
        return [Tally(day, "question")] if typed else []
    if row.type == "slot":
        reason = row.data.get("value")
        offered = row.data.get("name") == "handoff_reason" and reason
        return [Tally(day, "offer", detail=str(reason))] if offered else []
    if row.type != "bot":
        return []
    custom = (row.data.get("data") or {}).get("custom") or {}
    language = str(custom.get("language") or (row.data.get("metadata") or {}).get("language") or "")
    found = [Tally(day, "conversation", language)] if begins else []
    if custom.get("type") in _COUNTED:
        region, article = str(custom.get("region") or ""), str(custom.get("article") or "")
        found.append(Tally(day, custom["type"], language, region, article))
    return found


def asks_to_learn(row: Row) -> bool:
    """Whether an event tells that a question stayed without a good answer."""
    if row.type == "slot":
        offered = row.data.get("name") == "handoff_reason" and row.data.get("value") in _UNANSWERED
        return offered or _wants_to_be_told(row)
    custom = (row.data.get("data") or {}).get("custom") or {}
    return row.type == "bot" and custom.get("type") == "no_answer"


def _wants_to_be_told(row: Row) -> bool:
    named = row.type == "slot" and row.data.get("name") == "tell_question"
    return named and bool(row.data.get("value"))


def question_body(row: Row, events: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The question as docs/wire.md, section 3, shows it; ``None`` when only buttons were pressed.

    Args:
        row: The event that told of it.
        events: The conversation up to that event.
    """
    slots = {event["name"]: event.get("value") for event in events if event.get("event") == "slot"}
    tell = _wants_to_be_told(row)
    helped_not = not tell and row.type == "slot" and row.data.get("value") == "not_helped"
    typed = [
        event
        for event in events
        if event.get("event") == "user" and not str(event.get("text") or "/").startswith("/")
    ]
    text = str(slots.get("answered_question") or "") if helped_not else ""
    text = str(row.data["value"]) if tell else text
    text = text or (str(typed[-1]["text"]) if typed else "")
    if not text.strip():
        return None
    return {
        # The same question stays one, whether it is asked again or brought again.
        "id": str(uuid.uuid5(_NAMESPACE, f"{row.sender}/{text}")),
        "sender": row.sender,
        "kind": "not_helped" if helped_not else "no_answer",
        "text": redact(text),
        "language": reply_language(
            chosen=slots.get("chosen_language"),
            detected=slots.get("language"),
            hint=slots.get("language_hint"),
        ),
        "region": slots.get("region") or slots.get("region_hint"),
        "topic": slots.get("topic") if helped_not else None,
        "at": utc(row.data.get("timestamp") or 0.0),
        "tell": tell,
    }


def consent_of(events: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The sentence of the last offer, which a yes agreed to; ``None`` if there was none."""
    for event in reversed(events):
        custom = (event.get("data") or {}).get("custom") or {}
        if event.get("event") == "bot" and custom.get("state") == "offered":
            return {
                "text": event.get("text") or "",
                "language": custom.get("language") or "en",
                "at": utc(event.get("timestamp") or 0.0),
            }
    return None
