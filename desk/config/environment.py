"""What the environment tells the desk, read once (prefix ``FANAL_``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, validate

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting of the desk that an operator may change."""

    #: State folder shared by the processes.
    var: Path
    #: Signs sessions and forms; empty only where nobody logs in.
    secret_key: str = field(repr=False)
    #: ``sqlite:///<path>`` or ``postgresql://user:password@host:port/name``.
    database: str = field(repr=False)
    #: What the relay shows to be let in; empty refuses every call.
    api_token: str = field(repr=False)
    #: What the courier shows to the bot.
    bot_token: str = field(repr=False)
    #: Where the courier reaches the bot.
    bot_url: str
    #: Where a browser reaches the bot, when that differs.
    bot_public_url: str
    #: Address and port that the desk listens on.
    host: str
    port: int
    #: Names under which browsers may call the desk.
    allowed_hosts: tuple[str, ...]
    #: Addresses of reverse proxies whose ``X-Forwarded-…`` headers are believed.
    trusted_proxies: str
    #: Shows traces in the browser; never where real people's cases are.
    debug: bool
    #: Whether every counsellor must set up a second factor.
    require_mfa: bool
    #: Largest body the API reads, in bytes.
    api_max_body_bytes: int
    #: How often the courier tries one delivery before it asks a person.
    courier_attempts: int
    #: How long the courier waits for the bot, in seconds.
    courier_timeout_seconds: float
    #: Days after which a closed case is forgotten; 0 keeps it for ever.
    retention_days: int
    #: Days after which an entry of the audit log is forgotten; 0 keeps it for ever.
    audit_days: int
    #: Days after which an unanswered question is forgotten; 0 keeps it for ever.
    questions_days: int
    #: ``libretranslate``, ``openai`` or empty: no text leaves the desk to be translated.
    translator: str
    #: Where the translation service is, without the path of its call.
    translator_url: str
    #: What it asks for; empty if it asks for nothing.
    translator_key: str = field(repr=False)
    #: Name of the model, for ``openai``.
    translator_model: str
    #: How long to wait for it, in seconds.
    translator_timeout_seconds: float
    #: Address of the desk for browsers, without a path.
    public_url: str
    #: ``smtp://user:password@host:port`` or ``smtps://…``; empty: mails are not sent.
    smtp_url: str = field(repr=False)
    #: Sender of mails.
    mail_from: str
    #: Minutes between two words to somebody who waits; 0 says none.
    reminder_minutes: int
    #: How often the watch looks for what is due, in seconds.
    watch_seconds: float
    #: Calls a minute that one client of the API may make, of all processes of the desk together.
    api_calls_per_minute: int
    #: Who must set up a second factor besides those of ``require_mfa``: leads, administrators.
    require_mfa_of_leads: bool
    #: Seconds after which an idle session ends.
    idle_seconds: int
    #: How often an open page asks for news, in seconds.
    refresh_seconds: int
    #: Where the test phones are; empty: there are none.
    phones_url: str


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Read the environment once; later changes of it are not seen.

    Secrets that the environment lacks are looked up in ``<var>/secrets.env``, so that a command
    typed by hand meets the same ones as the running server.
    """
    env = Env(prefix="FANAL_")
    var = env.path("VAR", ROOT / "var")
    if (var / "secrets.env").is_file():
        env.read_env(str(var / "secrets.env"), recurse=False)
    bot_url = env.str("BOT_URL", "http://127.0.0.1:5005").rstrip("/")
    desk_url = urlsplit(env.str("DESK_URL", "http://127.0.0.1:8000"))
    return Environment(
        var=var,
        secret_key=env.str("SECRET_KEY", ""),
        database=env.str("DESK_DB", f"sqlite:///{var / 'desk.sqlite3'}"),
        api_token=env.str("DESK_API_TOKEN", ""),
        bot_token=env.str("BOT_DESK_TOKEN", ""),
        bot_url=bot_url,
        bot_public_url=env.str("BOT_PUBLIC_URL", bot_url).rstrip("/"),
        host=env.str("DESK_HOST", desk_url.hostname or "127.0.0.1"),
        port=env.int("DESK_PORT", desk_url.port or 8000),
        allowed_hosts=tuple(env.list("DESK_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])),
        trusted_proxies=env.str("DESK_TRUSTED_PROXIES", "127.0.0.1"),
        debug=env.bool("DEBUG", False),
        require_mfa=env.bool("DESK_REQUIRE_MFA", False),
        api_max_body_bytes=env.int("DESK_API_MAX_BODY_BYTES", 16_000_000),
        courier_attempts=env.int("COURIER_ATTEMPTS", 30),
        courier_timeout_seconds=env.float("COURIER_TIMEOUT_SECONDS", 10.0),
        retention_days=env.int("DESK_RETENTION_DAYS", 180),
        audit_days=env.int("DESK_AUDIT_DAYS", 730),
        questions_days=env.int("DESK_QUESTIONS_DAYS", 365),
        translator=env.str(
            "TRANSLATOR", "", validate=validate.OneOf(["", "libretranslate", "openai"])
        ),
        translator_url=env.str("TRANSLATOR_URL", "").rstrip("/"),
        translator_key=env.str("TRANSLATOR_KEY", ""),
        translator_model=env.str("TRANSLATOR_MODEL", ""),
        translator_timeout_seconds=env.float("TRANSLATOR_TIMEOUT_SECONDS", 15.0),
        public_url=env.str("DESK_PUBLIC_URL", env.str("DESK_URL", "http://127.0.0.1:8000")),
        smtp_url=env.str("DESK_SMTP_URL", ""),
        mail_from=env.str("DESK_MAIL_FROM", "fanal@localhost"),
        reminder_minutes=env.int("DESK_REMINDER_MINUTES", 30),
        watch_seconds=env.float("DESK_WATCH_SECONDS", 30.0),
        api_calls_per_minute=env.int("DESK_API_CALLS_PER_MINUTE", 6000),
        require_mfa_of_leads=env.bool("DESK_REQUIRE_MFA_OF_LEADS", False),
        idle_seconds=env.int("DESK_IDLE_MINUTES", 120) * 60,
        refresh_seconds=env.int("DESK_REFRESH_SECONDS", 4),
        phones_url=(
            env.str("PHONES_URL", "http://127.0.0.1:5080") if env.bool("TEST_PHONES", False) else ""
        ),
    )
