"""Tell the newcomer that a counsellor writes: at once or not at all, and never in anybody's way."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import Lock
from typing import Any

from desk.config.environment import environment
from desk.delivery.bot import Bot, HttpBot

logger = logging.getLogger(__name__)

#: What is written meanwhile is told once; the newcomer's side shows it a little longer than this.
EVERY_SECONDS = 4.0
#: A bot that takes longer has more important things to do.
TIMEOUT_SECONDS = 2.0
#: Cases remembered; beyond that the memory begins anew.
REMEMBERED = 1000

Clock = Callable[[], float]


class TypingSigns:
    """Hands signs over in a thread of its own; one that is late or refused is forgotten.

    Args:
        bot: Who takes them.
        clock: Seconds, never going back.
    """

    def __init__(self, bot: Bot, *, clock: Clock = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._told: dict[str, float] = {}
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typing")

    def tell(self, event: dict[str, Any]) -> bool:
        """Hand over a sign, unless the case had one just now; returns whether it goes."""
        case, now = str(event["case"]), self._clock()
        with self._lock:
            if now - self._told.get(case, -EVERY_SECONDS) < EVERY_SECONDS:
                return False
            if len(self._told) >= REMEMBERED:
                self._told.clear()
            self._told[case] = now
        self._pool.submit(self._post, event)
        return True

    def wait(self) -> None:
        """Return when every sign has gone its way."""
        self._pool.submit(lambda: None).result()

    def _post(self, event: dict[str, Any]) -> None:
        answer = self._bot.post(event)
        if answer.problem is not None:
            logger.debug("A sign of typing was not taken: %s.", answer.problem)


@lru_cache(maxsize=1)
def typing_signs() -> TypingSigns:
    """The one of this process."""
    settings = environment()
    return TypingSigns(
        HttpBot(settings.bot_url, settings.bot_token, timeout_seconds=TIMEOUT_SECONDS)
    )
