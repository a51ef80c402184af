"""Requests to a platform."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from bot.errors import DeliveryError

#: For connecting and for each wait; a person waits meanwhile.
_TIMEOUT_SECONDS = 10.0


class PlatformClient:
    """An HTTP client of one platform.

    Args:
        name: The platform, for errors.
        auth: User and password of every request.
    """

    def __init__(self, name: str, *, auth: tuple[str, str] | None = None) -> None:
        self._name = name
        self._auth = auth
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def post(self, url: str, **content: Any) -> httpx.Response:
        """Post, whatever the status of the answer.

        Raises:
            DeliveryError: No answer, or one that promises better times (429, 5xx).
        """
        try:
            answer = await self._open().post(url, **content)
        except httpx.HTTPError as error:
            # The cause would quote the address, which holds the token of a Telegram bot.
            raise self._trouble(f"cannot be reached ({type(error).__name__})") from None
        if answer.status_code == 429 or answer.status_code >= 500:
            raise self._trouble(f"answers with status {answer.status_code}")
        return answer

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _open(self) -> httpx.AsyncClient:
        # Connections belong to the loop that opened them.
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            auth = httpx.BasicAuth(*self._auth) if self._auth else None
            self._client, self._loop = httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, auth=auth), loop
        return self._client

    def _trouble(self, what: str) -> DeliveryError:
        return DeliveryError(f"{self._name} {what}.", "Nothing; it is tried again.")


def json_of(answer: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; empty when it is none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
