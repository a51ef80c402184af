"""Does the desk have its keys?"""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from desk.config.environment import environment


@register()
def keys(**_: Any) -> list[CheckMessage]:
    """Warn about keys that are missing: without them, nothing gets in or out."""
    settings = environment()
    found: list[CheckMessage] = []
    if not settings.api_token:
        found.append(
            Warning(
                "FANAL_DESK_API_TOKEN is not set, so the API refuses every call.",
                hint="Give the desk and the relay the same long random value.",
                id="desk.W001",
            )
        )
    if not settings.bot_token:
        found.append(
            Warning(
                "FANAL_BOT_DESK_TOKEN is not set, so the bot refuses every reply.",
                hint="Give the desk and the bot the same long random value.",
                id="desk.W002",
            )
        )
    return found
