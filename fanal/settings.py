"""Settings of the supervisor, read once from the environment (prefix ``FANAL_``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from environs import Env

from knowledge.settings import ROOT


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the processes listen and where state lies."""

    #: State folder: databases, indexes, models, secrets.
    var: Path
    bot_url: str
    actions_url: str
    desk_url: str
    #: How long all processes together may take to become healthy.
    start_timeout_seconds: int
    #: Whether the messaging channels talk to phones on a page instead of the platforms.
    test_phones: bool
    phones_url: str


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once; later changes of it are not seen."""
    env = Env(prefix="FANAL_")
    return Settings(
        var=env.path("VAR", ROOT / "var"),
        bot_url=env.str("BOT_URL", "http://127.0.0.1:5005"),
        actions_url=env.str("ACTIONS_URL", "http://127.0.0.1:5055"),
        desk_url=env.str("DESK_URL", "http://127.0.0.1:8000"),
        start_timeout_seconds=env.int("START_TIMEOUT_SECONDS", 180),
        test_phones=env.bool("TEST_PHONES", False),
        phones_url=env.str("PHONES_URL", "http://127.0.0.1:5080").rstrip("/"),
    )
