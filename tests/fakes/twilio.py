"""Twilio with the trouble that a test wants, and a person with WhatsApp."""

from __future__ import annotations

from fanal.phones import whatsapp
from tests.fakes.platform import FakePlatform

ACCOUNT = "AC" + "0" * 32
AUTH_TOKEN = "twilio-auth-token"
NUMBER = "whatsapp:+3225550100"
TEMPLATE = "HX" + "f" * 32


class FakeTwilio(FakePlatform, whatsapp.Twilio):
    def __init__(self) -> None:
        super().__init__(account=ACCOUNT, auth_token=AUTH_TOKEN, number=NUMBER, template=TEMPLATE)


class WhatsAppPhone(whatsapp.WhatsAppPhone):
    def __init__(self, bot_url: str, number: str, *, public_url: str | None = None) -> None:
        super().__init__(
            bot_url,
            number,
            account=ACCOUNT,
            auth_token=AUTH_TOKEN,
            to=NUMBER,
            public_url=public_url,
        )
