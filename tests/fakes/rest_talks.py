"""A program that talks to the bot over REST and keeps the token of each conversation."""

from __future__ import annotations

from typing import Any

import httpx


class RestTalks:
    """Goes on with conversations that it began."""

    def __init__(self, bot_url: str) -> None:
        self._url = f"{bot_url}/webhooks/rest/webhook"
        self._tokens: dict[str, str] = {}

    def post(self, body: dict[str, Any], **more: Any) -> httpx.Response:
        """Send one message, with the token if there is one."""
        token = self._tokens.get(body["sender"])
        headers = {"Fanal-Session": token} if token else {}
        answer = httpx.post(self._url, json=body, headers=headers, **more)
        if "Fanal-Session" in answer.headers:
            self._tokens[body["sender"]] = answer.headers["Fanal-Session"]
        return answer
