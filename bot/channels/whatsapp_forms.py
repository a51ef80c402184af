"""What a form that Twilio posts means."""

from __future__ import annotations

from urllib.parse import parse_qsl

from bot.channels.messaging.incoming import Incoming, Kind
from bot.channels.messaging.receiving import invalid


def incoming_of(body: str) -> Incoming:
    """What a person sent.

    Raises:
        RequestError: It is no message of WhatsApp.
    """
    form = dict(parse_qsl(body, keep_blank_values=True))
    sid, address = form.get("MessageSid", ""), form.get("From", "")
    if not 0 < len(sid) <= 64 or not address.startswith("whatsapp:+") or len(address) > 40:
        raise invalid("The form is not a message of WhatsApp.")
    if payload := form.get("ButtonPayload"):
        return Incoming(sid, address, payload, pressed=True)
    return Incoming(sid, address, form.get("Body", ""), kind=_kind(form))


def _kind(form: dict[str, str]) -> Kind:
    if form.get("Latitude") and form.get("Longitude"):
        return "place"
    if form.get("NumMedia", "0") in {"", "0"}:
        return "text"
    media = form.get("MediaContentType0", "")
    if media.startswith("audio/"):
        return "voice"
    # WhatsApp sends stickers, and nothing else, in this form.
    return "sticker" if media == "image/webp" else "picture"
