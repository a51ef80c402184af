"""Telegram with the trouble that a test wants, and a person with the app."""

from __future__ import annotations

from typing import Any

import httpx

from fanal.phones import telegram
from tests.fakes.platform import FakePlatform

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "telegram-secret_1"


class FakeTelegram(FakePlatform, telegram.Telegram):
    def __init__(self) -> None:
        super().__init__(token=TOKEN)


class TelegramPhone(telegram.TelegramPhone):
    def __init__(self, bot_url: str, chat: int, *, language: str = "en") -> None:
        super().__init__(bot_url, chat, secret=SECRET, language=language)

    def post(self, update: dict[str, Any], *, secret: str | None = SECRET) -> httpx.Response:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        return self._post(update, headers)
