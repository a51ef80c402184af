"""Twilio's Messages and Content APIs for WhatsApp, and a person with the app.

https://www.twilio.com/docs/messaging/api/message-resource,
https://www.twilio.com/docs/content/content-api-resources
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import uuid
from typing import Any
from urllib.parse import urlencode

import httpx

from fanal.phones.platform import TIMEOUT_SECONDS, Answer, Platform, Request, Shown

_MESSAGE = {
    "type": "object",
    "required": ["To", "From"],
    "additionalProperties": False,
    "properties": {
        "To": {"type": "string", "pattern": r"^whatsapp:\+\d{6,15}$"},
        "From": {"type": "string", "pattern": r"^whatsapp:\+\d{6,15}$"},
        "Body": {"type": "string", "minLength": 1},
        "ContentSid": {"type": "string", "pattern": "^HX[0-9a-f]{32}$"},
        "StatusCallback": {"type": "string", "format": "uri"},
    },
    "oneOf": [{"required": ["Body"]}, {"required": ["ContentSid"]}],
}
CONTENT = {
    "type": "object",
    "required": ["friendly_name", "language", "types"],
    "additionalProperties": False,
    "properties": {
        "friendly_name": {"type": "string", "minLength": 1, "maxLength": 64},
        "language": {"type": "string", "pattern": "^[a-z]{2}$"},
        "types": {
            "type": "object",
            "required": ["twilio/quick-reply"],
            "additionalProperties": False,
            "properties": {
                "twilio/quick-reply": {
                    "type": "object",
                    "required": ["body", "actions"],
                    "additionalProperties": False,
                    "properties": {
                        "body": {"type": "string", "minLength": 1, "maxLength": 1024},
                        "actions": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {
                                "type": "object",
                                "required": ["type", "title", "id"],
                                "additionalProperties": False,
                                "properties": {
                                    "type": {"const": "QUICK_REPLY"},
                                    "title": {"type": "string", "minLength": 1, "maxLength": 20},
                                    "id": {"type": "string", "minLength": 1, "maxLength": 200},
                                },
                            },
                        },
                    },
                }
            },
        },
    },
}


class Twilio(Platform):
    """Takes messages and content; ``closed`` holds numbers that are outside the window."""

    def __init__(self, *, account: str, auth_token: str, number: str, template: str = "") -> None:
        super().__init__()
        self._basic = base64.b64encode(f"{account}:{auth_token}".encode()).decode()
        self._messages = f"/2010-04-01/Accounts/{account}/Messages.json"
        self._number = number
        self._template = template
        self.closed: set[str] = set()
        self.contents: dict[str, dict[str, Any]] = {}
        self.reminded: list[str] = []
        #: Ids of the messages that were taken.
        self.references: list[str] = []
        self._ids = itertools.count(1)

    def answer(self, request: Request) -> Answer:
        """Take a message or content."""
        if request.headers.get("authorization") != f"Basic {self._basic}":
            self.problems.append("not authenticated")
            return _error(401, 20003)
        if request.path == "/v1/Content":
            return self._content(request)
        if request.path == self._messages:
            return self._message(request)
        self.problems.append(f"no such resource: {request.path}")
        return _error(404, 20404)

    def _content(self, request: Request) -> Answer:
        if request.is_form or not self.checked(request, CONTENT):
            return _error(400, 20422)
        sid = f"HX{next(self._ids):032x}"
        self.contents[sid] = request.body["types"]["twilio/quick-reply"]
        return 201, {"sid": sid}

    def _message(self, request: Request) -> Answer:
        if not request.is_form or not self.checked(request, _MESSAGE):
            return _error(400, 21620)
        body, to = request.body.get("Body", ""), request.body["To"]
        if len(body.encode("utf-16-le")) // 2 > 1600:
            self.problems.append("The concatenated message body exceeds the 1600 character limit")
            return _error(400, 21617)
        if request.body["From"] != self._number:
            self.problems.append("not a number of this account")
            return _error(400, 21606)
        sid = request.body.get("ContentSid")
        reference = f"SM{uuid.uuid4().hex}"
        self.references.append(reference)
        if sid and sid == self._template:
            self.reminded.append(to)
        elif to in self.closed:
            self.references.pop()
            return _error(400, 63016)
        elif sid:
            content = self.contents[sid]
            buttons = {action["title"]: action["id"] for action in content["actions"]}
            self.show(Shown(to, content["body"], buttons))
        else:
            self.show(Shown(to, body))
        return 201, {"sid": reference, "status": "queued"}


def _error(status: int, code: int) -> Answer:
    return status, {"code": code, "message": "No.", "status": status}


class WhatsAppPhone:
    """A person's chat with the number."""

    def __init__(
        self,
        bot_url: str,
        number: str,
        *,
        account: str,
        auth_token: str,
        to: str,
        public_url: str | None = None,
    ) -> None:
        self.address = f"whatsapp:{number}"
        self._account, self._auth_token, self._to = account, auth_token, to
        self._url = f"{bot_url}/webhooks/whatsapp"
        self._public_url = f"{public_url or bot_url}/webhooks/whatsapp"

    def form(self, **fields: str) -> dict[str, str]:
        """A form that Twilio posts for a message."""
        return {
            "MessageSid": f"SM{uuid.uuid4().hex}",
            "AccountSid": self._account,
            "From": self.address,
            "To": self._to,
            "ProfileName": "",
            "NumMedia": "0",
            "Body": "",
            **fields,
        }

    def post(
        self, form: dict[str, str], *, signature: str | None = None, to: str = "webhook"
    ) -> httpx.Response:
        """Post a form to the bot, signed unless a signature is given."""
        headers = {
            "X-Twilio-Signature": self._sign(form, to) if signature is None else signature,
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        }
        return httpx.post(
            f"{self._url}/{to}",
            content=urlencode(form),
            headers=headers,
            timeout=TIMEOUT_SECONDS,
            trust_env=False,
        )

    def say(self, text: str) -> httpx.Response:
        """Write a message."""
        return self.post(self.form(Body=text))

    def press(self, payload: str, title: str = "pressed") -> httpx.Response:
        """Press a quick reply."""
        return self.post(self.form(Body=title, ButtonPayload=payload, ButtonText=title))

    def status(self, reference: str, state: str, code: int | None = None) -> httpx.Response:
        """Twilio tells what became of a message."""
        form = {"MessageSid": reference, "MessageStatus": state, "To": self.address}
        more = {"ErrorCode": str(code)} if code is not None else {}
        return self.post({**form, **more}, to="status")

    def _sign(self, form: dict[str, str], to: str = "webhook") -> str:
        """https://www.twilio.com/docs/usage/security#validating-requests."""
        text = f"{self._public_url}/{to}" + "".join(key + form[key] for key in sorted(form))
        digest = hmac.new(self._auth_token.encode(), text.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode()
