"""The phones of those channels that the settings point here."""

from __future__ import annotations

import secrets
import threading
from contextlib import suppress

import httpx

from fanal.errors import SetUpError
from fanal.phones.handset import Handset, News
from fanal.phones.messenger import Graph, MessengerPhone
from fanal.phones.platform import Shown
from fanal.phones.settings import Settings
from fanal.phones.telegram import Telegram, TelegramPhone
from fanal.phones.whatsapp import Twilio, WhatsAppPhone

#: Until Twilio tells that a message arrived.
_DELIVERY_SECONDS = 1.0


def handsets(chosen: Settings, news: News) -> dict[str, Handset]:
    """One phone a channel, by name; a channel with an account of its own has none.

    Raises:
        SetUpError: No channel points here.
    """
    makers = {
        "telegram": (chosen.telegram_api_url, _telegram),
        "whatsapp": (chosen.twilio_api_url, _whatsapp),
        "messenger": (chosen.graph_api_url, _messenger),
    }
    made = {
        name: make(chosen, news)
        for name, (api_url, make) in makers.items()
        if api_url.startswith(f"{chosen.url}/{name}")
    }
    if not made:
        raise SetUpError(
            "No messaging channel talks to the test phones.",
            "Start all with FANAL_TEST_PHONES=1 `fanal up`, without accounts for all three.",
        )
    return made


def _digits(first: str, count: int) -> str:
    """A number nobody had before, so that every start meets a bot that knows nobody."""
    return first + "".join(secrets.choice("0123456789") for _ in range(count))


def _telegram(chosen: Settings, news: News) -> Handset:
    return Handset(
        "telegram",
        "Telegram",
        platform=Telegram(token=chosen.telegram_token),
        new_phone=lambda: TelegramPhone(
            chosen.bot_url, int(_digits("7", 9)), secret=chosen.telegram_secret
        ),
        news=news,
    )


def _whatsapp(chosen: Settings, news: News) -> Handset:
    def phone() -> WhatsAppPhone:
        return WhatsAppPhone(
            chosen.bot_url,
            _digits("+32460", 6),
            account=chosen.twilio_account,
            auth_token=chosen.twilio_auth_token,
            to=chosen.whatsapp_number,
            public_url=chosen.bot_public_url,
        )

    return Handset(
        "whatsapp",
        "WhatsApp",
        platform=_Delivering(chosen, phone()),
        new_phone=phone,
        news=news,
    )


class _Delivering(Twilio):
    """Tells the bot that every message has arrived."""

    def __init__(self, chosen: Settings, phone: WhatsAppPhone) -> None:
        super().__init__(
            account=chosen.twilio_account,
            auth_token=chosen.twilio_auth_token,
            number=chosen.whatsapp_number,
        )
        self._phone = phone

    def show(self, shown: Shown) -> None:
        super().show(shown)
        told = threading.Timer(_DELIVERY_SECONDS, self._arrived, (self.references[-1],))
        told.daemon = True
        told.start()

    def _arrived(self, reference: str) -> None:
        # Without this news the bot only keeps the words a little longer.
        with suppress(httpx.HTTPError):
            self._phone.status(reference, "delivered")


def _messenger(chosen: Settings, news: News) -> Handset:
    return Handset(
        "messenger",
        "Messenger",
        platform=Graph(page_token=chosen.messenger_page_token),
        new_phone=lambda: MessengerPhone(
            chosen.bot_url, _digits("2", 15), app_secret=chosen.messenger_app_secret
        ),
        news=news,
    )
