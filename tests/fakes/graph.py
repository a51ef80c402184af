"""Messenger with the trouble that a test wants, and a person with the app."""

from __future__ import annotations

from fanal.phones import messenger
from fanal.phones.messenger import PAGE
from tests.fakes.platform import FakePlatform

PAGE_TOKEN = "page-token"
APP_SECRET = "app-secret"
VERIFY_TOKEN = "verify-token"

__all__ = ["APP_SECRET", "PAGE", "PAGE_TOKEN", "VERIFY_TOKEN", "FakeGraph", "MessengerPhone"]


class FakeGraph(FakePlatform, messenger.Graph):
    def __init__(self) -> None:
        super().__init__(page_token=PAGE_TOKEN)


class MessengerPhone(messenger.MessengerPhone):
    def __init__(self, bot_url: str, person: str) -> None:
        super().__init__(bot_url, person, app_secret=APP_SECRET)
