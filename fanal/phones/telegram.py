"""Telegram's Bot API (https://core.telegram.org/bots/api), and a person with the app."""

from __future__ import annotations

import itertools
import time
from typing import Any

import httpx

from fanal.phones.platform import TIMEOUT_SECONDS, Answer, Platform, Request, Shown

SEND_MESSAGE = {
    "type": "object",
    "required": ["chat_id", "text"],
    "additionalProperties": False,
    "properties": {
        "chat_id": {"type": "integer"},
        "text": {"type": "string", "minLength": 1},
        "disable_web_page_preview": {"type": "boolean"},
        "reply_markup": {
            "type": "object",
            "required": ["inline_keyboard"],
            "additionalProperties": False,
            "properties": {
                "inline_keyboard": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 100,
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 8,
                        "items": {
                            "type": "object",
                            "required": ["text", "callback_data"],
                            "additionalProperties": False,
                            "properties": {
                                "text": {"type": "string", "minLength": 1},
                                "callback_data": {"type": "string", "minLength": 1},
                            },
                        },
                    },
                }
            },
        },
    },
}
_SEND_CHAT_ACTION = {
    "type": "object",
    "required": ["chat_id", "action"],
    "additionalProperties": False,
    "properties": {"chat_id": {"type": "integer"}, "action": {"const": "typing"}},
}


class Telegram(Platform):
    """Takes messages and signs of typing; ``blocked`` holds chats that refuse the bot."""

    def __init__(self, *, token: str) -> None:
        super().__init__()
        self._path = f"/bot{token}"
        self.blocked: set[int] = set()
        self.typing: list[str] = []
        self._ids = itertools.count(1)

    def answer(self, request: Request) -> Answer:
        """Take a message or a sign of typing."""
        if request.path == f"{self._path}/sendChatAction":
            if not self.checked(request, _SEND_CHAT_ACTION):
                return _error(400, "Bad Request")
            self.typing.append(str(request.body["chat_id"]))
            return 200, {"ok": True, "result": True}
        if request.path != f"{self._path}/sendMessage":
            self.problems.append(f"no such method: {request.path}")
            return _error(404, "Not Found")
        if not self.checked(request, SEND_MESSAGE) or not self._fits(request.body):
            return _error(400, "Bad Request")
        if request.body["chat_id"] in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        rows = request.body.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = {b["text"]: b["callback_data"] for row in rows for b in row}
        self.show(Shown(str(request.body["chat_id"]), request.body["text"], buttons))
        return 200, {"ok": True, "result": {"message_id": next(self._ids)}}

    def _fits(self, body: dict[str, Any]) -> bool:
        rows = body.get("reply_markup", {}).get("inline_keyboard", [])
        before = len(self.problems)
        if len(body["text"].encode("utf-16-le")) // 2 > 4096:
            self.problems.append("message is too long")
        for button in (button for row in rows for button in row):
            if len(button["callback_data"].encode()) > 64:
                self.problems.append("BUTTON_DATA_INVALID")
        return len(self.problems) == before


def _error(code: int, description: str) -> Answer:
    return code, {"ok": False, "error_code": code, "description": description}


#: The bot takes no update twice, also not of an earlier process.
_UPDATES = itertools.count(time.time_ns() // 1_000_000)


class TelegramPhone:
    """A person's chat with the bot."""

    def __init__(self, bot_url: str, chat: int, *, secret: str, language: str = "en") -> None:
        self.address = str(chat)
        self._url = f"{bot_url}/webhooks/telegram/webhook"
        self._headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        self._chat = {"id": chat, "type": "private", "first_name": "A"}
        self._from = {"id": chat, "is_bot": False, "first_name": "A", "language_code": language}

    def update(self, **what: Any) -> dict[str, Any]:
        """An update of Telegram."""
        return {"update_id": next(_UPDATES), **what}

    def message(self, **content: Any) -> dict[str, Any]:
        """An update with a message."""
        common = {"message_id": 1, "date": 1_770_000_000, "chat": self._chat, "from": self._from}
        return self.update(message={**common, **content})

    def post(self, update: dict[str, Any]) -> httpx.Response:
        """Post an update to the bot."""
        return self._post(update, self._headers)

    def _post(self, update: dict[str, Any], headers: dict[str, str]) -> httpx.Response:
        return httpx.post(
            self._url, json=update, headers=headers, timeout=TIMEOUT_SECONDS, trust_env=False
        )

    def say(self, text: str) -> httpx.Response:
        """Write a message."""
        return self.post(self.message(text=text))

    def press(self, payload: str, title: str = "pressed") -> httpx.Response:
        """Press a button of an inline keyboard; Telegram does not tell what stands on it."""
        query = {
            "id": "4382bfdwdsb323b2d9",
            "from": self._from,
            "chat_instance": "1",
            "message": {"message_id": 1, "date": 1, "chat": self._chat},
            "data": payload,
        }
        return self.post(self.update(callback_query=query))

    def block(self) -> httpx.Response:
        """Block the bot."""
        change = {
            "chat": self._chat,
            "from": self._from,
            "date": 1,
            "old_chat_member": {"user": self._from, "status": "member"},
            "new_chat_member": {"user": self._from, "status": "kicked"},
        }
        return self.post(self.update(my_chat_member=change))
