"""A case and its messages as docs/wire.md, section 3, shows them, made from stored events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.messages import Message, history, utc
from bot.relay.learning import consent_of
from knowledge.languages import reply_language

#: What a counsellor reads of the time before the case; more would help nobody.
_LONGEST_TRANSCRIPT = 200
#: Slots that decide in which language the person is answered.
LANGUAGE_SLOTS = frozenset({"chosen_language", "language", "language_hint"})
#: Slots that a case is made from, with the lines of the summary whose striking leaves them out.
#: Of the language nothing is: without it nobody could answer.
_LINES: dict[str, frozenset[str]] = {
    **dict.fromkeys(LANGUAGE_SLOTS, frozenset()),
    "region": frozenset({"region"}),
    "region_hint": frozenset({"region"}),
    "municipality": frozenset({"municipality"}),
}


def case_body(
    sender: str, slot_event: Mapping[str, Any], events: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The case that a slot event opens.

    Args:
        sender: The conversation.
        slot_event: The event that set ``handoff_case``.
        events: The conversation up to that event.
    """
    agreed = slot_event["value"]
    struck = frozenset(agreed.get("struck") or ())
    slots = {name: value for name, value in _slots(events).items() if not struck & _LINES[name]}
    return {
        "id": agreed["id"],
        "sender": sender,
        "channel": _channel(events),
        "language": _language(slots),
        "region": slots.get("region") or slots.get("region_hint"),
        "municipality": slots.get("municipality"),
        "need": agreed.get("need"),
        "topic": agreed.get("topic"),
        "reason": agreed.get("reason") or "asked",
        "urgent": bool(agreed.get("urgent")),
        "summary": agreed.get("summary") or [],
        "opened_at": utc(slot_event.get("timestamp") or 0.0),
        "consent": consent_of(events),
        "messages": _shared(case_messages(sender, events), agreed.get("question"), struck),
    }


def language_of(events: Iterable[Mapping[str, Any]]) -> str:
    """The language that the person is answered in, after these events."""
    return _language(_slots(events))


def _language(slots: Mapping[str, Any]) -> str:
    return reply_language(
        chosen=slots.get("chosen_language"),
        detected=slots.get("language"),
        hint=slots.get("language_hint"),
    )


def _shared(
    messages: list[dict[str, Any]], question: str | None, struck: frozenset[str]
) -> list[dict[str, Any]]:
    """The conversation before the case, without what the person struck out."""
    if "conversation" in struck:
        return []
    if "question" in struck and question:
        # The line shows the beginning of a long question.
        messages = [message for message in messages if not message["text"].startswith(question)]
    return messages[-_LONGEST_TRANSCRIPT:]


def case_messages(sender: str, events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the newcomer and the bot said; the desk knows already what its counsellors said."""
    return [
        _case_message(message)
        for message in history(sender, events)
        if message["author"] != "counsellor"
    ]


def _case_message(message: Message) -> dict[str, Any]:
    custom = message["custom"] or {}
    return {
        "id": message["id"],
        "author": message["author"],
        "text": message["text"],
        "language": message["language"],
        "at": message["at"],
        "article": custom.get("article"),
        "sources": [
            {"key": source["key"], "section": source["section"], "as_of": source["as_of"]}
            for source in custom.get("sources") or []
        ],
    }


def _slots(events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        event["name"]: event.get("value")
        for event in events
        if event.get("event") == "slot" and event.get("name") in _LINES
    }


def _channel(events: Sequence[Mapping[str, Any]]) -> str:
    for event in reversed(events):
        if event.get("event") == "user" and event.get("input_channel"):
            return str(event["input_channel"])
    return "unknown"
