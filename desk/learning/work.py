"""All that is to be done with questions, in one go."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from desk.config.environment import environment
from desk.delivery.bot import HttpBot
from desk.learning.decide import notice_landed, tell_askers
from desk.learning.grouping import group_new


@dataclass(frozen=True, slots=True)
class Learned:
    """How much was done."""

    grouped: int
    landed: int
    told: int


def learn() -> Learned:
    """Note articles that have come, tell who asked, group what is new.

    Raises:
        MeaningUnavailableError: If new questions cannot be grouped; the rest is done.
    """
    settings = environment()
    landed = notice_landed()
    bot = HttpBot(
        settings.bot_url, settings.bot_token, timeout_seconds=settings.courier_timeout_seconds
    )
    with closing(bot):
        told = tell_askers(bot)
    return Learned(group_new(), landed, told)
