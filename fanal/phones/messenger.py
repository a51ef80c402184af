"""Messenger's Send API, and a person with the app.

https://developers.facebook.com/docs/messenger-platform/reference/send-api
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import uuid
from typing import Any

import httpx

from fanal.phones.platform import TIMEOUT_SECONDS, Answer, Platform, Request, Shown

PAGE = "1053221"

SEND: dict[str, Any] = {
    "type": "object",
    "required": ["recipient", "message", "messaging_type"],
    "additionalProperties": False,
    "properties": {
        "recipient": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {"id": {"type": "string", "pattern": r"^\d+$"}},
        },
        "messaging_type": {"enum": ["RESPONSE", "UPDATE", "MESSAGE_TAG"]},
        "tag": {"enum": ["HUMAN_AGENT"]},
        "message": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {
                "text": {"type": "string", "minLength": 1},
                "quick_replies": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 13,
                    "items": {
                        "type": "object",
                        "required": ["content_type", "title", "payload"],
                        "additionalProperties": False,
                        "properties": {
                            "content_type": {"const": "text"},
                            "title": {"type": "string", "minLength": 1, "maxLength": 20},
                            "payload": {"type": "string", "minLength": 1, "maxLength": 1000},
                        },
                    },
                },
            },
        },
    },
    "if": {"properties": {"messaging_type": {"const": "MESSAGE_TAG"}}},
    "then": {"required": ["tag"]},
    "else": {"not": {"required": ["tag"]}},
}
_ACTION = {
    "type": "object",
    "required": ["recipient", "sender_action"],
    "additionalProperties": False,
    "properties": {
        "recipient": SEND["properties"]["recipient"],
        "sender_action": {"enum": ["typing_on", "typing_off", "mark_seen"]},
    },
}


class Graph(Platform):
    """Takes messages to people; ``closed`` holds those who wrote too long ago."""

    def __init__(self, *, page_token: str) -> None:
        super().__init__()
        self._page_token = page_token
        self.closed: set[str] = set()
        self.typing: list[str] = []
        self._ids = itertools.count(1)

    def answer(self, request: Request) -> Answer:
        """Take a message or a sign of typing."""
        if request.path != "/v21.0/me/messages":
            self.problems.append(f"no such edge: {request.path}")
            return _error(404, 2500)
        if request.query.get("access_token") != self._page_token:
            self.problems.append("not authenticated")
            return _error(401, 190)
        is_action = "sender_action" in request.body
        if request.is_form or not self.checked(request, _ACTION if is_action else SEND):
            return _error(400, 100)
        person = request.body["recipient"]["id"]
        if is_action:
            self.typing.append(person)
            return 200, {"recipient_id": person}
        return self._message(person, request.body)

    def _message(self, person: str, body: dict[str, Any]) -> Answer:
        message = body["message"]
        if len(message["text"].encode("utf-16-le")) // 2 > 2000:
            self.problems.append("Length of param message[text] must be at most 2000")
            return _error(400, 100)
        if person in self.closed and body["messaging_type"] == "RESPONSE":
            return _error(400, 10, 2018278)
        buttons = {q["title"]: q["payload"] for q in message.get("quick_replies", [])}
        self.show(Shown(person, message["text"], buttons))
        return 200, {"recipient_id": person, "message_id": f"m_{next(self._ids)}"}


def _error(status: int, code: int, subcode: int | None = None) -> Answer:
    error = {"message": "No.", "type": "OAuthException", "code": code, "error_subcode": subcode}
    return status, {"error": error}


class MessengerPhone:
    """A person's chat with the page."""

    def __init__(self, bot_url: str, person: str, *, app_secret: str) -> None:
        self.address = person
        self.url = f"{bot_url}/webhooks/messenger/webhook"
        self._app_secret = app_secret

    def batch(self, *events: dict[str, Any]) -> dict[str, Any]:
        """A batch of events as Meta posts it."""
        common = {"sender": {"id": self.address}, "recipient": {"id": PAGE}, "timestamp": 1}
        entry = {"id": PAGE, "time": 1, "messaging": [{**common, **event} for event in events]}
        return {"object": "page", "entry": [entry]}

    def message(self, **content: Any) -> dict[str, Any]:
        """An event with a message."""
        return {"message": {"mid": f"m_{uuid.uuid4().hex}", **content}}

    def post(self, batch: object, *, signature: str | None = None) -> httpx.Response:
        """Post a batch to the bot, signed unless a signature is given."""
        body = json.dumps(batch).encode()
        if signature is None:
            digest = hmac.new(self._app_secret.encode(), body, hashlib.sha256).hexdigest()
            signature = f"sha256={digest}"
        headers = {"X-Hub-Signature-256": signature, "Content-Type": "application/json"}
        return httpx.post(
            self.url, content=body, headers=headers, timeout=TIMEOUT_SECONDS, trust_env=False
        )

    def say(self, text: str) -> httpx.Response:
        """Write a message."""
        return self.post(self.batch(self.message(text=text)))

    def press(self, payload: str, title: str = "pressed") -> httpx.Response:
        """Press a quick reply."""
        pressed = self.message(text=title, quick_reply={"payload": payload})
        return self.post(self.batch(pressed))
