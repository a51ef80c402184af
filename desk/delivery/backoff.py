"""How long to wait before the next attempt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import SystemRandom

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 300.0

Uniform = Callable[[float, float], float]

_uniform = SystemRandom().uniform


def backoff(attempts: int, *, uniform: Uniform = _uniform) -> timedelta:
    """The wait after a number of failed attempts: doubling, capped, and never quite the same.

    The lower half of each wait is certain, the upper half is chance ("equal jitter"), so that many
    conversations do not all knock at the moment the bot is back.

    Args:
        attempts: Attempts made so far, at least 1.
        uniform: Draws a number between two; replaced in tests.
    """
    # Past 2**16 the cap has long been reached; the bound only keeps the power small.
    ceiling = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(attempts - 1, 16))
    return timedelta(seconds=uniform(ceiling / 2, ceiling))
