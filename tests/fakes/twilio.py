"""Twilio's Messages and Content APIs for WhatsApp, and a person with the app.

https://www.twilio.com/docs/messaging/api/message-resource,
https://www.twilio.com/docs/content/content-api-resources
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.fakes.platform import Answer, FakePlatform, Request, Shown

ACCOUNT = "AC" + "0" * 32
AUTH_TOKEN = "twilio-auth-token"
NUMBER = "whatsapp:+3225550100"
TEMPLATE = "HX" + "f" * 32

_MESSAGE = {
    "type": "object",
    "required": ["To", "From"],
    "additionalProperties": False,
    "properties": {
        "To": {"type": "string", "pattern": r"^whatsapp:\+\d{6,15}$"},
        "From": {"const": NUMBER},
        "Body": {"type": "string", "minLength": 1},
        "ContentSid": {"type": "string", "pattern": "^HX[0-9a-f]{32}$"},
        "StatusCallback": {"type": "string", "format": "uri"},
    },
    "oneOf": [{"required": ["Body"]}, {"required": ["ContentSid"]}],
}
_CONTENT = {
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


class FakeTwilio(FakePlatform):
    """Takes messages and content; ``closed`` holds numbers that are outside the window."""

    def __init__(self) -> None:
        super().__init__()
        self.closed: set[str] = set()
        self.contents: dict[str, dict[str, Any]] = {}
        self.reminded: list[str] = []
        #: Ids of the messages that were taken.
        self.references: list[str] = []
        self._ids = itertools.count(1)

    def answer(self, request: Request) -> Answer:
        basic = base64.b64encode(f"{ACCOUNT}:{AUTH_TOKEN}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            self.problems.append("not authenticated")
            return _error(401, 20003)
        if request.path == "/v1/Content":
            return self._content(request)
        if request.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            return self._message(request)
        self.problems.append(f"no such resource: {request.path}")
        return _error(404, 20404)

    def _content(self, request: Request) -> Answer:
        if request.is_form or not self.checked(request, _CONTENT):
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
        sid = request.body.get("ContentSid")
        if sid == TEMPLATE:
            self.reminded.append(to)
        elif to in self.closed:
            return _error(400, 63016)
        elif sid:
            content = self.contents[sid]
            buttons = {action["title"]: action["id"] for action in content["actions"]}
            self.shown.append(Shown(to, content["body"], buttons))
        else:
            self.shown.append(Shown(to, body))
        self.references.append(f"SM{next(self._ids):032x}")
        return 201, {"sid": self.references[-1], "status": "queued"}


def _error(status: int, code: int) -> Answer:
    return status, {"code": code, "message": "No.", "status": status}


_MESSAGES = itertools.count(1)


class WhatsAppPhone:
    """A person's chat with the number."""

    def __init__(self, bot_url: str, number: str, *, public_url: str | None = None) -> None:
        self.address = f"whatsapp:{number}"
        self._url = f"{bot_url}/webhooks/whatsapp"
        self._public_url = f"{public_url or bot_url}/webhooks/whatsapp"

    def form(self, **fields: str) -> dict[str, str]:
        return {
            "MessageSid": f"SM{next(_MESSAGES):032x}",
            "AccountSid": ACCOUNT,
            "From": self.address,
            "To": NUMBER,
            "ProfileName": "",
            "NumMedia": "0",
            "Body": "",
            **fields,
        }

    def post(
        self, form: dict[str, str], *, signature: str | None = None, to: str = "webhook"
    ) -> httpx.Response:
        headers = {
            "X-Twilio-Signature": self._sign(form, to) if signature is None else signature,
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        }
        return httpx.post(f"{self._url}/{to}", content=urlencode(form), headers=headers, timeout=30)

    def say(self, text: str) -> httpx.Response:
        return self.post(self.form(Body=text))

    def press(self, payload: str) -> httpx.Response:
        return self.post(self.form(Body="pressed", ButtonPayload=payload, ButtonText="pressed"))

    def status(self, reference: str, state: str, code: int | None = None) -> httpx.Response:
        """Twilio tells what became of a message."""
        form = {"MessageSid": reference, "MessageStatus": state, "To": self.address}
        more = {"ErrorCode": str(code)} if code is not None else {}
        return self.post({**form, **more}, to="status")

    def _sign(self, form: dict[str, str], to: str = "webhook") -> str:
        """https://www.twilio.com/docs/usage/security#validating-requests."""
        text = f"{self._public_url}/{to}" + "".join(key + form[key] for key in sorted(form))
        digest = hmac.new(AUTH_TOKEN.encode(), text.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode()
