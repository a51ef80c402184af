"""One message as docs/wire.md, section 1, shows it, made from what the tracker stores."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from bot.payloads import button_key
from knowledge.languages import direction

_NAMESPACE = uuid.UUID("0b1f6f6e-8d0b-4b0e-9c64-7f9e1c1a2d55")

Message = dict[str, Any]


def utc(timestamp: float) -> str:
    """Seconds since 1970 as ISO 8601 in UTC, to the millisecond."""
    moment = datetime.fromtimestamp(timestamp, timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def bot_message(sender: str, stored: Mapping[str, Any]) -> Message:
    """A message of the bot or of a counsellor.

    Args:
        sender: The conversation.
        stored: Text, data and metadata of a ``bot`` event, flattened as Rasa does for channels.

    Returns:
        The message. Its id depends on nothing but the event, so that the same message carries the
        same id when it is sent at once, in a history and at the desk.
    """
    custom = dict(stored.get("custom") or {})
    language = custom.setdefault("language", stored.get("language") or "en")
    custom.setdefault("dir", direction(language))
    custom.setdefault("type", "notice")
    text = stored.get("text") or ""
    at = stored.get("timestamp") or 0.0
    return {
        "id": stored.get("id") or str(uuid.uuid5(_NAMESPACE, f"{sender}/{at!r}/{text}")),
        "at": utc(at),
        "author": "counsellor" if custom["type"] == "counsellor" else "bot",
        "text": text,
        "language": language,
        "dir": direction(language),
        "buttons": [
            {"title": button["title"], "payload": button["payload"]}
            for button in stored.get("buttons") or []
        ],
        "custom": custom,
    }


def history(sender: str, events: Iterable[Mapping[str, Any]]) -> Iterator[Message]:
    """All that was said, oldest first, from the events of a tracker store.

    A pressed button appears with its title. Payloads that were never offered as a button (the
    first opening, the language picker) and empty messages do not appear.
    """
    titles: dict[str, str] = {}
    language = "en"
    for event in events:
        if event.get("event") == "bot":
            message = bot_message(sender, flattened(event))
            titles.update({button_key(b["payload"]): b["title"] for b in message["buttons"]})
            if message["text"]:
                yield message
        elif event.get("event") == "user":
            language = _language_written(event) or language
            text = (event.get("text") or "").strip()
            shown = titles.get(button_key(text)) if text.startswith("/") else text
            if shown:
                yield _newcomer_message(event, shown, language)


def flattened(event: Mapping[str, Any]) -> dict[str, Any]:
    """A stored ``bot`` event in the flat form that channels get."""
    return {
        **(event.get("data") or {}),
        "text": event.get("text"),
        "timestamp": event.get("timestamp"),
        **(event.get("metadata") or {}),
    }


def _newcomer_message(event: Mapping[str, Any], text: str, language: str) -> Message:
    return {
        "id": event.get("message_id") or str(uuid.uuid5(_NAMESPACE, json.dumps(event))),
        "at": utc(event.get("timestamp") or 0.0),
        "author": "newcomer",
        "text": text,
        "language": language,
        "dir": direction(language),
        "buttons": [],
        "custom": None,
    }


def _language_written(event: Mapping[str, Any]) -> str | None:
    entities = (event.get("parse_data") or {}).get("entities") or []
    for entity in entities:
        if entity.get("entity") in {"language", "chosen_language", "language_hint"}:
            return str(entity["value"])
    return None
