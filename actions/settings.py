"""Settings of the action server, read once from the environment (prefix ``FANAL_``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from environs import Env

from actions.errors import SettingsError
from actions.hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Settings:
    """Address of the server, and what it needs of the desk."""

    #: Interface and port on which the action server listens. It has no authentication of its own,
    #: so the interface should stay the loopback one.
    host: str
    port: int
    #: Desk, without path.
    desk_url: str
    #: Longest wait for the desk, seconds. A newcomer waits along.
    desk_timeout_seconds: float
    #: When counsellors are there; None: nothing is said about it.
    hours: OpeningHours | None
    #: Whether questions without an answer go to the desk; only then can anybody be told later.
    learn_from_questions: bool
    #: Days for which the desk keeps them; 0 keeps them.
    questions_days: int
    log_level: str
    #: Where people reach the bot, without path; links to printable pages begin with it.
    public_url: str
    #: Token for the desk's API.
    desk_api_token: str = field(repr=False)
    #: Key that seals what a link shows; empty for no links.
    link_key: str = field(repr=False)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once; later changes of it are not seen.

    Raises:
        SettingsError: A value cannot work.
    """
    env = Env(prefix="FANAL_")
    own = urlsplit(env.str("ACTIONS_URL", "http://127.0.0.1:5055"))
    level = env.str("LOG_LEVEL", "INFO").upper()
    if level not in {"INFO", "WARNING", "ERROR"}:
        raise SettingsError(
            f"FANAL_LOG_LEVEL is {level}.", "Set it to INFO, WARNING or ERROR, or leave it out."
        )
    hours = env.str("DESK_HOURS", "")
    return Settings(
        host=env.str("ACTIONS_HOST", own.hostname or "127.0.0.1"),
        port=env.int("ACTIONS_PORT", own.port or 5055),
        desk_url=env.str("DESK_URL", "http://127.0.0.1:8000").rstrip("/"),
        desk_timeout_seconds=env.float("DESK_TIMEOUT_SECONDS", 1.5),
        hours=OpeningHours.parse(hours) if hours else None,
        learn_from_questions=env.bool("LEARN_FROM_QUESTIONS", True),
        questions_days=env.int("DESK_QUESTIONS_DAYS", 365),
        log_level=level,
        public_url=env.str("PUBLIC_URL", env.str("BOT_URL", "http://127.0.0.1:5005")).rstrip("/"),
        desk_api_token=env.str("DESK_API_TOKEN", ""),
        link_key=env.str("LINK_KEY", ""),
    )
