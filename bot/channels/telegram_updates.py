"""What an update of Telegram means (https://core.telegram.org/bots/api#update)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.messaging.deep_link import hints_of
from bot.channels.messaging.incoming import Incoming, Kind

_KINDS: dict[Kind, tuple[str, ...]] = {
    "voice": ("voice", "audio", "video_note"),
    "sticker": ("sticker", "dice"),
    "place": ("location", "venue"),
    "picture": ("photo", "document", "video", "animation", "contact", "poll"),
}


def incoming_of(update: Mapping[str, Any]) -> Incoming | None:
    """What a person did in a private chat; ``None`` for everything else.

    In a group everybody would read the answers, and whoever is answered changes.
    """
    delivery = str(update["update_id"])
    query, change = _object(update, "callback_query"), _object(update, "my_chat_member")
    message = _object(update, "message") or _object(update, "edited_message")
    chat = _object(query.get("message") or message or change, "chat")
    if chat.get("type") != "private" or not isinstance(chat.get("id"), int):
        return None
    address = str(chat["id"])
    hints = _hints(query or message)
    if query:
        text = str(query.get("data") or "")
        return Incoming(delivery, address, text, hints=hints, pressed=True)
    if change:
        blocked = _object(change, "new_chat_member").get("status") == "kicked"
        return Incoming(delivery, address, kind="blocked") if blocked else None
    return _of_message(delivery, address, message, hints)


def _of_message(
    delivery: str, address: str, message: Mapping[str, Any], hints: dict[str, str]
) -> Incoming | None:
    text = message.get("text")
    if isinstance(text, str):
        command, _, parameter = text.partition(" ")
        if command == "/start":
            link = hints_of(parameter)
            return Incoming(delivery, address, "/start", hints={**hints, **link}, pressed=True)
        return Incoming(delivery, address, text, hints=hints)
    for kind, keys in _KINDS.items():
        if any(key in message for key in keys):
            caption = str(message.get("caption") or "")
            return Incoming(delivery, address, caption, kind=kind, hints=hints)
    # A pinned message, a changed picture: nothing that anybody said.
    return None


def _hints(said: Mapping[str, Any]) -> dict[str, str]:
    """The language of the person's Telegram."""
    code = _object(said, "from").get("language_code")
    return {"language": code} if isinstance(code, str) and code else {}


def _object(mapping: Any, key: str) -> Mapping[str, Any]:
    found = mapping.get(key) if isinstance(mapping, Mapping) else None
    return found if isinstance(found, Mapping) else {}
