"""What a newcomer hands over: typed, before it becomes rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

#: NUL is refused by PostgreSQL, lone surrogates by every encoder.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Text that every database can keep; what cannot be kept becomes U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def storable_everywhere(value: Any) -> Any:
    """The same for every text inside a JSON value."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [storable_everywhere(item) for item in value]
    if isinstance(value, dict):
        return {storable(key): storable_everywhere(item) for key, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message of the newcomer or the bot."""

    id: str
    #: ``newcomer`` or ``bot``.
    author: str
    text: str
    #: Empty for the case's language.
    language: str
    #: Timezone-aware.
    at: datetime
    article: str = ""
    sources: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case as the newcomer agreed to share it."""

    id: UUID
    sender: str
    channel: str
    language: str
    region: str
    municipality: str
    need: str
    topic: str
    reason: str
    urgent: bool
    summary: tuple[dict[str, str], ...]
    #: Timezone-aware.
    opened_at: datetime
    messages: tuple[NewMessage, ...] = ()
