"""What makes the bot talk to the test phones instead of the platforms."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

#: Number of the office on WhatsApp; 555 01 xx is kept free for fiction.
_NUMBER = "whatsapp:+3225550100"


def phone_environment(phones_url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Variables to start every process with.

    A channel of which any variable is set already keeps its own.

    Args:
        phones_url: Where the test phones listen.
        environ: The environment so far.
    """
    added = {"FANAL_TEST_PHONES": "1", "FANAL_PHONES_URL": phones_url}
    for channel in _channels(phones_url):
        if not any(environ.get(name) for name in channel):
            added |= channel
    return added


def _channels(phones_url: str) -> tuple[dict[str, str], ...]:
    # Made anew at every start: with a known secret anybody could write as anybody.
    return (
        {
            "FANAL_TELEGRAM_TOKEN": f"1:{secrets.token_hex(16)}",
            "FANAL_TELEGRAM_SECRET": secrets.token_hex(16),
            "FANAL_TELEGRAM_API_URL": f"{phones_url}/telegram",
        },
        {
            "FANAL_TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
            "FANAL_TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "FANAL_WHATSAPP_NUMBER": _NUMBER,
            "FANAL_TWILIO_API_URL": f"{phones_url}/whatsapp",
            "FANAL_TWILIO_CONTENT_URL": f"{phones_url}/whatsapp",
        },
        {
            "FANAL_MESSENGER_VERIFY_TOKEN": secrets.token_hex(16),
            "FANAL_MESSENGER_APP_SECRET": secrets.token_hex(16),
            "FANAL_MESSENGER_PAGE_TOKEN": secrets.token_hex(16),
            "FANAL_GRAPH_API_URL": f"{phones_url}/messenger/v21.0",
        },
    )
