"""Events as Rasa stores them, in the shortest form that the relay and the channels need."""

from __future__ import annotations

from typing import Any


def said(text: str, message_id: str | None = None) -> dict[str, Any]:
    """A newcomer's message."""
    return {
        "event": "user",
        "text": text,
        "message_id": message_id or f"id of {text}",
        "input_channel": "socketio",
    }


def answered(text: str, **custom: Any) -> dict[str, Any]:
    """A message of the bot."""
    return {
        "event": "bot",
        "text": text,
        "data": {"custom": {"type": "notice", "language": "en", **custom}, "buttons": []},
        "metadata": {"id": f"id of {text}"},
    }


def slot(name: str, value: Any, **metadata: str) -> dict[str, Any]:
    """A change of a slot."""
    return {"event": "slot", "name": name, "value": value, "metadata": metadata or None}


def case(case_id: str, **more: Any) -> dict[str, Any]:
    """The slot that opens a case."""
    agreed = {"id": case_id, "need": None, "topic": None, "reason": "asked", "urgent": False}
    return slot("handoff_case", {**agreed, "summary": [], **more})


def opened(case_id: str, **more: Any) -> list[dict[str, Any]]:
    """What the action that opens a case leaves behind."""
    return [case(case_id, **more), slot("handoff_state", "waiting")]
