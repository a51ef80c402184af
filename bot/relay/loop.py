"""The relay's life: read, deliver, wait, and keep trying while the desk is away."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Error as StateError

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.receipts import Receipts
from bot.errors import BotError
from bot.relay import health
from bot.relay.delivery import Cases, deliver, set_aside
from bot.relay.desk import DeskDownError, RefusedError
from bot.relay.source import Row, Source
from bot.relay.state import State

logger = logging.getLogger(__name__)

_IDLE_SECONDS = 0.5
_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
_HEALTH_EVERY_SECONDS = 5.0
_COUNT_EVERY_SECONDS = 30.0
_DAY_SECONDS = 86_400.0


class Relay:
    """Delivers events one after the other.

    Args:
        source: The tracker store.
        state: What was delivered.
        desk: Where it goes.
        receipts: What became of counsellors' replies.
        health_file: Rewritten every few seconds.
        wait: Sleeps for some seconds; may return earlier.
        daily: Done at the start and once a day, while there is nothing to deliver.
    """

    def __init__(
        self,
        source: Source,
        state: State,
        desk: Cases,
        receipts: Receipts,
        *,
        health_file: Path,
        wait: Callable[[float], object] = time.sleep,
        daily: Callable[[], object] = lambda: None,
    ) -> None:
        self._source = source
        self._state = state
        self._desk = desk
        self._receipts = receipts
        self._health_file = health_file
        self._wait = wait
        self._failures = 0
        self._written = float("-inf")
        self._counted = float("-inf")
        self._daily = daily
        self._done = float("-inf")

    def run(self, stopped: Callable[[], bool]) -> None:
        """Work until told to stop; an event that was begun is finished."""
        while not stopped():
            self.step(stopped)
            self._report()

    def step(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Deliver what there is; wait when there is nothing, or when something is away."""
        try:
            if not self._source.exists():
                self._wait(_IDLE_SECONDS)
                return
            rows = self._rows()
            for row in rows:
                if stopped():
                    return
                self._deliver(row)
            self._tell()
        except DeskDownError as error:
            self._back_off(error.problem)
            return
        except (SQLAlchemyError, StateError) as error:
            self._back_off(f"A database cannot be used ({type(error).__name__}).")
            return
        if not rows:
            self._count()
            self._do_daily()
            self._wait(_IDLE_SECONDS)

    def _do_daily(self) -> None:
        now = time.monotonic()
        if now - self._done < _DAY_SECONDS:
            return
        self._done = now
        try:
            self._daily()
        except (SQLAlchemyError, BotError) as error:
            logger.warning("The work of the day waits until tomorrow (%s).", type(error).__name__)

    def _count(self) -> None:
        """Bring counts while nothing else is to be done; they are never in a hurry."""
        now = time.monotonic()
        if now - self._counted < _COUNT_EVERY_SECONDS:
            return
        self._counted = now
        try:
            report = self._state.report()
            if report is not None:
                self._desk.count(report)
                self._state.reported()
        except DeskDownError as error:
            self._back_off(error.problem)
        except RefusedError as error:
            logger.error("The desk refuses counts: %s.", error.code)
            self._state.reported()

    def _rows(self) -> list[Row]:
        cursor = self._state.cursor
        rows = self._source.after(cursor)
        if not rows and self._source.highest() < cursor:
            logger.warning(
                "The tracker store is another one than before; reading it from its start."
            )
            self._state.restart()
        return rows

    def _deliver(self, row: Row) -> None:
        try:
            deliver(row, self._state, self._source, self._desk)
        except (DeskDownError, SQLAlchemyError, StateError):
            raise
        except Exception as error:
            # An event that cannot be read must not hold up everybody else's.
            logger.exception("Event %d cannot be delivered.", row.id)
            set_aside(row, self._state, type(error).__name__)
            with self._state.moving_to(row.id):
                pass
        self._works()

    def _tell(self) -> None:
        """Bring what became of counsellors' replies after the desk had its answer."""
        if not self._receipts.exists():
            return
        for receipt in self._receipts.news():
            try:
                self._desk.tell(receipt)
            except RefusedError as error:
                logger.error("The desk refuses news of reply %s: %s.", receipt.event, error.code)
            self._receipts.told(receipt)
            self._works()

    def _works(self) -> None:
        if self._failures:
            logger.warning("Deliveries work again.")
            self._failures = 0

    def _back_off(self, problem: str) -> None:
        if not self._failures:
            logger.warning("Deliveries wait: %s", problem)
        self._failures += 1
        longest = min(_LONGEST_WAIT_SECONDS, _FIRST_WAIT_SECONDS * 2 ** min(self._failures, 10))
        # Spread out, so that several clients do not fall upon a desk that has just come back.
        self._wait(random.uniform(longest / 2, longest))  # noqa: S311 - no secret

    def _report(self) -> None:
        now = time.monotonic()
        if now - self._written < _HEALTH_EVERY_SECONDS:
            return
        self._written = now
        try:
            behind = self._source.highest() - self._state.cursor if self._source.exists() else 0
            health.write(
                self._health_file,
                health.Health(
                    desk="down" if self._failures else "up",
                    behind=max(behind, 0),
                    dead_letters=len(self._state.dead_letters()),
                ),
            )
        except (SQLAlchemyError, StateError, OSError) as error:
            logger.warning("The health file is not up to date (%s).", type(error).__name__)
