"""Settings of the test phones, read once from the environment (prefix ``FANAL_``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from environs import Env

from fanal.errors import SetUpError

_LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the phones listen, where the bot is, and with what the two know each other."""

    url: str
    bot_url: str
    #: What the bot takes for its own address; Twilio signs it.
    bot_public_url: str
    telegram_api_url: str
    telegram_token: str = field(repr=False)
    telegram_secret: str = field(repr=False)
    twilio_api_url: str
    twilio_account: str
    twilio_auth_token: str = field(repr=False)
    whatsapp_number: str
    graph_api_url: str
    messenger_page_token: str = field(repr=False)
    messenger_app_secret: str = field(repr=False)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once; later changes of it are not seen.

    Raises:
        SetUpError: The phones would be seen by other machines.
    """
    env = Env(prefix="FANAL_")
    url = env.str("PHONES_URL", "http://127.0.0.1:5080").rstrip("/")
    if urlsplit(url).hostname not in _LOOPBACK:
        raise SetUpError(
            "FANAL_PHONES_URL is not on this machine.",
            "Give it an address such as http://127.0.0.1:5080; anybody may write on these phones.",
        )
    bot_url = env.str("BOT_URL", "http://127.0.0.1:5005").rstrip("/")
    return Settings(
        url=url,
        bot_url=bot_url,
        bot_public_url=env.str("BOT_PUBLIC_URL", bot_url).rstrip("/"),
        telegram_api_url=env.str("TELEGRAM_API_URL", ""),
        telegram_token=env.str("TELEGRAM_TOKEN", ""),
        telegram_secret=env.str("TELEGRAM_SECRET", ""),
        twilio_api_url=env.str("TWILIO_API_URL", ""),
        twilio_account=env.str("TWILIO_ACCOUNT_SID", ""),
        twilio_auth_token=env.str("TWILIO_AUTH_TOKEN", ""),
        whatsapp_number=env.str("WHATSAPP_NUMBER", ""),
        graph_api_url=env.str("GRAPH_API_URL", ""),
        messenger_page_token=env.str("MESSENGER_PAGE_TOKEN", ""),
        messenger_app_secret=env.str("MESSENGER_APP_SECRET", ""),
    )
