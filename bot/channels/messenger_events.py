"""What a batch of Messenger's events means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.channels.messaging.deep_link import hints_of
from bot.channels.messaging.incoming import Incoming, Kind
from bot.channels.messaging.receiving import invalid

_KINDS: dict[str, Kind] = {"audio": "voice", "location": "place"}


def incoming_of(body: object) -> list[Incoming]:
    """What people did, oldest first; receipts and our own messages are left out.

    Raises:
        RequestError: It is no batch of a page's events.
    """
    if not isinstance(body, Mapping) or body.get("object") != "page":
        raise invalid("The body is not a batch of a page's events.")
    return [
        incoming
        for entry in _list(body.get("entry"))
        for event in _list(_object(entry).get("messaging"))
        for incoming in _of_event(_object(event))
    ]


def _of_event(event: Mapping[str, Any]) -> Iterator[Incoming]:
    address = str(_object(event.get("sender")).get("id") or "")
    if not 0 < len(address) <= 64:
        return
    message, postback = _object(event.get("message")), _object(event.get("postback"))
    referral = _object(event.get("referral") or postback.get("referral"))
    at = event.get("timestamp")
    if message and not message.get("is_echo"):
        yield from _of_message(message, address)
    elif postback or referral:
        # A link may open a chat that exists (referral) or begin one (postback with a referral).
        text = "/start" if referral else str(postback.get("payload") or "")
        hints = hints_of(str(referral.get("ref") or ""))
        delivery = str(postback.get("mid") or f"{address}-{at}")
        yield Incoming(delivery[:200], address, text, hints=hints, pressed=True)


def _of_message(message: Mapping[str, Any], address: str) -> Iterator[Incoming]:
    delivery = str(message.get("mid") or "")[:200]
    if not delivery:
        return
    text = str(message.get("text") or "")
    quick = _object(message.get("quick_reply")).get("payload")
    attachments = [_object(found) for found in _list(message.get("attachments"))]
    if quick:
        yield Incoming(delivery, address, str(quick), pressed=True)
    elif attachments:
        yield Incoming(delivery, address, text, kind=_kind(attachments[0]))
    elif text:
        yield Incoming(delivery, address, text)


def _kind(attachment: Mapping[str, Any]) -> Kind:
    if _object(attachment.get("payload")).get("sticker_id"):
        return "sticker"
    if attachment.get("type") == "fallback":
        # The preview of a link in a text that is there anyway.
        return "text"
    return _KINDS.get(str(attachment.get("type")), "picture")


def _object(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []
