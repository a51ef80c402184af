"""Settings of the bot room, read once from the environment (prefix ``FANAL_``)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent

#: Of a signature with SHA-256, characters.
_SHORTEST_KEY = 32

#: What ``credentials.yml`` names; a messaging channel without its secrets is off.
_CREDENTIALS = {
    "FANAL_TELEGRAM_TOKEN": "",
    "FANAL_TELEGRAM_SECRET": "",
    "FANAL_TELEGRAM_API_URL": "https://api.telegram.org",
    "FANAL_TWILIO_ACCOUNT_SID": "",
    "FANAL_TWILIO_AUTH_TOKEN": "",
    "FANAL_WHATSAPP_NUMBER": "",
    "FANAL_WHATSAPP_TEMPLATE_SID": "",
    "FANAL_TWILIO_API_URL": "https://api.twilio.com",
    "FANAL_TWILIO_CONTENT_URL": "https://content.twilio.com",
    "FANAL_MESSENGER_VERIFY_TOKEN": "",
    "FANAL_MESSENGER_APP_SECRET": "",
    "FANAL_MESSENGER_PAGE_TOKEN": "",
    "FANAL_MESSENGER_HUMAN_AGENT": "",
    "FANAL_GRAPH_API_URL": "https://graph.facebook.com/v21.0",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses, limits and secrets of the bot, its trainer and the relay."""

    #: State folder.
    var: Path
    #: Trained dialogue models.
    models_dir: Path
    #: Interface and port on which the bot listens.
    host: str
    port: int
    #: Where browsers and messaging platforms reach the bot, without path.
    public_url: str
    #: Action server, without path.
    actions_url: str
    #: Desk, without path.
    desk_url: str
    #: SQLAlchemy URL of the tracker store.
    tracker_db: str
    #: Redis for conversation locks; empty for locks inside the one process.
    redis_url: str
    #: Websites that may embed the widget: origins such as ``https://stad.example``, or ``*``.
    cors_origins: tuple[str, ...]
    #: Whole life of one HTTP request, seconds.
    response_timeout_seconds: int
    #: Longest wait for the action server, seconds. Below the 60 s life of a conversation lock.
    action_timeout_seconds: int
    #: Messages that are read of one conversation.
    messages_per_minute: int
    #: Whether questions without an answer go to the editors, redacted.
    learn_from_questions: bool
    #: Days after the last event until a conversation is forgotten; 0 keeps it for ever.
    conversation_days: int
    #: Messages over REST and socket.io that are read from one address; a library has many readers.
    address_messages_per_minute: int
    #: Conversations that one address may begin over REST and socket.io.
    address_sessions_per_minute: int
    #: Proxies in front of the bot that write ``X-Forwarded-For``.
    proxies: int
    #: Days that a conversation can be gone on with after the last visit.
    session_days: int
    #: Largest request body, bytes.
    max_body_bytes: int
    log_level: str
    #: Token of Rasa's own API.
    bot_token: str = field(repr=False)
    #: Token with which the desk posts its events.
    bot_desk_token: str = field(repr=False)
    #: Token for the desk's API.
    desk_api_token: str = field(repr=False)
    #: Signs what opens a conversation; empty for one that lasts as long as the process.
    session_key: str = field(repr=False)
    #: Earlier ones, whose signatures still count.
    session_old_keys: tuple[str, ...] = field(repr=False)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once; later changes of it are not seen.

    Raises:
        SettingsError: A value cannot work.
    """
    env = Env(prefix="FANAL_")
    var = env.path("VAR", ROOT / "var")
    bot_address = env.str("BOT_URL", "http://127.0.0.1:5005")
    bot_url = urlsplit(bot_address)
    desk_url = env.str("DESK_URL", "http://127.0.0.1:8000").rstrip("/")
    level = env.str("LOG_LEVEL", "INFO").upper()
    if level not in {"INFO", "WARNING", "ERROR"}:
        # DEBUG is refused: Rasa would then write every message into the log.
        raise SettingsError(
            f"FANAL_LOG_LEVEL is {level}.", "Set it to INFO, WARNING or ERROR, or leave it out."
        )
    timeout = env.int("ACTION_TIMEOUT_SECONDS", 20)
    if not 1 <= timeout < 60:
        raise SettingsError(
            f"FANAL_ACTION_TIMEOUT_SECONDS is {timeout}.", "Set it to a number from 1 to 59."
        )
    keys = (env.str("SESSION_KEY", ""), *env.list("SESSION_OLD_KEYS", []))
    if any(0 < len(key) < _SHORTEST_KEY for key in keys):
        raise SettingsError(
            f"FANAL_SESSION_KEY is shorter than {_SHORTEST_KEY} characters.",
            "Set a longer one, or leave it out and let `fanal up` make one.",
        )
    return Settings(
        var=var,
        models_dir=env.path("MODELS_DIR", var / "models"),
        host=env.str("BOT_HOST", bot_url.hostname or "127.0.0.1"),
        port=env.int("BOT_PORT", bot_url.port or 5005),
        public_url=env.str("BOT_PUBLIC_URL", bot_address).rstrip("/"),
        actions_url=env.str("ACTIONS_URL", "http://127.0.0.1:5055").rstrip("/"),
        desk_url=desk_url,
        tracker_db=env.str("TRACKER_DB", f"sqlite:///{var / 'tracker.sqlite3'}"),
        redis_url=env.str("REDIS_URL", ""),
        # The desk shows the widget on its demonstration page.
        cors_origins=tuple(
            env.list("CORS_ORIGINS", [desk_url, desk_url.replace("127.0.0.1", "localhost")])
        ),
        response_timeout_seconds=env.int("RESPONSE_TIMEOUT_SECONDS", 60),
        action_timeout_seconds=timeout,
        messages_per_minute=env.int("MESSAGES_PER_MINUTE", 20),
        learn_from_questions=env.bool("LEARN_FROM_QUESTIONS", True),
        conversation_days=env.int("CONVERSATION_DAYS", 365),
        address_messages_per_minute=env.int("ADDRESS_MESSAGES_PER_MINUTE", 240),
        address_sessions_per_minute=env.int("ADDRESS_SESSIONS_PER_MINUTE", 60),
        proxies=env.int("PROXIES", 0),
        session_days=env.int("SESSION_DAYS", 90),
        max_body_bytes=env.int("MAX_BODY_BYTES", 64 * 1024),
        log_level=level,
        bot_token=env.str("BOT_TOKEN", ""),
        bot_desk_token=env.str("BOT_DESK_TOKEN", ""),
        desk_api_token=env.str("DESK_API_TOKEN", ""),
        session_key=keys[0],
        session_old_keys=tuple(key for key in keys[1:] if key),
    )


def prepare_environment(chosen: Settings) -> None:
    """Set the variables that Rasa and the numeric libraries read by themselves.

    Has to run before ``rasa`` and ``numpy`` are imported. Variables already set stay.
    """
    for name, value in {
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(chosen.var / "rasa-cache"),
        # Messages are encoded one at a time; more threads only fight each other.
        "OMP_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
        # Stops Rasa's progress bars; how much is logged is decided in bot/logs.py.
        "LOG_LEVEL": "ERROR",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "SANIC_REQUEST_MAX_SIZE": str(chosen.max_body_bytes),
        # endpoints.yml names these.
        "FANAL_ACTIONS_URL": chosen.actions_url,
        **_CREDENTIALS,
    }.items():
        os.environ.setdefault(name, value)
