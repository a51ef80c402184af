"""The courier: takes what is due from the outbox to the bot, in order within each case."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from desk.delivery.backoff import backoff
from desk.delivery.bot import Answer, Bot
from desk.delivery.models import Delivery, DeliveryState, Problem

logger = logging.getLogger(__name__)

#: Conversations served at the same time; each waits only for its own answers.
PARALLEL = 4
#: Deliveries taken in one round.
ROUND = 40

Clock = Callable[[], datetime]
Wait = Callable[[int], timedelta]


class Courier:
    """Delivers; any number of couriers may share one outbox.

    Args:
        bot: Who takes the events.
        attempts: Attempts before a delivery fails and a counsellor must decide.
        lease_seconds: How long one courier may hold a delivery; longer than the bot's timeout.
        clock: The time, timezone-aware.
        wait: From attempts made to the wait before the next.
    """

    def __init__(
        self,
        bot: Bot,
        *,
        attempts: int,
        lease_seconds: float,
        clock: Clock = timezone.now,
        wait: Wait = backoff,
    ) -> None:
        self._bot = bot
        self._attempts = attempts
        self._lease = timedelta(seconds=lease_seconds)
        self._clock = clock
        self._wait = wait

    def round(self) -> int:
        """Try every delivery that is due, one of each case; returns how many were tried.

        Call again at once when that is not 0: the next of each case may be due.
        """
        taken = [delivery for delivery in self._due() if self._take(delivery)]
        if not taken:
            return 0
        with ThreadPoolExecutor(max_workers=min(PARALLEL, len(taken))) as pool:
            # The rows are written here, by one thread: the threads only talk to the bot.
            for delivery, answer in zip(
                taken, pool.map(lambda row: self._bot.post(row.payload), taken), strict=True
            ):
                self._settle(delivery, answer)
        return len(taken)

    def _due(self) -> list[Delivery]:
        """The first unfinished delivery of each case, if its time has come."""
        now = self._clock()
        heads: dict[object, tuple[int, str, datetime]] = {}
        unfinished = Delivery.objects.filter(
            state__in=[DeliveryState.QUEUED, DeliveryState.FAILED], late=False
        ).values_list("case_id", "id", "state", "next_attempt_at")
        # A failed one stays at the head of its case and so holds back those behind it.
        for case, key, state, at in unfinished.iterator():
            heads.setdefault(case, (key, state, at))
        due = [
            key for key, state, at in heads.values() if state == DeliveryState.QUEUED and at <= now
        ]
        return list(Delivery.objects.filter(pk__in=due[:ROUND]))

    def _take(self, delivery: Delivery) -> bool:
        """Lease a delivery; false when another courier has it."""
        now = self._clock()
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return bool(
            Delivery.objects.filter(free, pk=delivery.pk, state=DeliveryState.QUEUED).update(
                leased_until=now + self._lease
            )
        )

    def _settle(self, delivery: Delivery, answer: Answer) -> None:
        """Write down what became of an attempt; an erased delivery stays erased."""
        now = self._clock()
        row = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.QUEUED)
        tried = delivery.attempts + 1
        if answer.state is not None:
            row.update(
                state=answer.state,
                attempts=tried,
                problem="",
                payload={},
                leased_until=None,
                finished_at=now,
            )
            return
        problem = answer.problem or Problem.TROUBLE
        if answer.retry and tried < self._attempts:
            row.update(
                attempts=tried,
                problem=problem,
                leased_until=None,
                next_attempt_at=now + self._wait(tried),
            )
            return
        logger.error("Delivery %s failed after %d attempts: %s.", delivery.event_id, tried, problem)
        row.update(
            state=DeliveryState.FAILED,
            attempts=tried,
            problem=problem,
            leased_until=None,
            finished_at=now,
        )
