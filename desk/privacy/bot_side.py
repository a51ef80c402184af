"""What the bot keeps of a person (``docs/wire.md``, section 2): read it, and have it erased."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
from django.utils.translation import gettext as _

from desk.config.environment import environment


class BotSideError(Exception):
    """The bot cannot be asked at this moment; nothing was erased there."""

    def __init__(self) -> None:
        super().__init__(_("The assistant cannot be reached. Try again in a few minutes."))


def erase_there(sender: str) -> dict[str, int]:
    """Erase a person from the bot's stores and the relay's; returns rows by store.

    Raises:
        BotSideError: The bot did not do it.
    """
    erased: dict[str, int] = _call("DELETE", sender)["erased"]
    return erased


def copy_there(sender: str) -> dict[str, Any]:
    """Messages and slots of a person; empty lists if the bot does not know them.

    Raises:
        BotSideError: The bot did not answer.
    """
    return _call("GET", sender)


def _call(method: str, sender: str) -> dict[str, Any]:
    settings = environment()
    address = f"{settings.bot_url}/webhooks/desk/people/{quote(sender, safe='')}"
    headers = {"Authorization": f"Bearer {settings.bot_token}"}
    try:
        with httpx.Client(timeout=settings.courier_timeout_seconds, trust_env=False) as client:
            response = client.request(method, address, headers=headers)
        found: dict[str, Any] = response.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        raise BotSideError from error
    return found
