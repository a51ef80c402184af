"""The watch as a process: ``python -m desk watch``."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from threading import Event
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from desk.cases.actions.keep_time import keep_time
from desk.config.environment import environment
from desk.learning.meaning import MeaningUnavailableError
from desk.learning.work import learn

logger = logging.getLogger(__name__)

#: Jobs of once a day; the watch runs them after its start and after each midnight.
DAILY = ("forget_closed", "forget_audit", "forget_questions", "clearsessions")


class Command(BaseCommand):
    """Keeps time for waiting cases, and forgets what is old."""

    help = "Escalate cases nobody took, remind who waits, and forget what is old, until SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long to run."""
        parser.add_argument("--once", action="store_true", help="look once, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look again and again."""
        stop = Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, ask_to_stop)
        logger.info("Watching over waiting cases.")
        run(stop, once=options["once"], daily=run_daily, look=look)


def look() -> None:
    """One look at every waiting case."""
    done = keep_time(reminder_minutes=environment().reminder_minutes)
    if done.escalated or done.reminded:
        logger.info("Escalated %d cases, reminded %d people.", done.escalated, done.reminded)
    with suppress(MeaningUnavailableError):
        # The log has it; questions wait, and waiting people must not.
        learn()


def run_daily() -> None:
    """The jobs of once a day."""
    for name in DAILY:
        call_command(name)


def run(
    stop: Event,
    *,
    once: bool,
    daily: Callable[[], None],
    look: Callable[[], None],
    today: Callable[[], date] = timezone.localdate,
) -> None:
    """Look after look; a database that is away for a while does not end the watch."""
    cleaned: date | None = None
    while not stop.is_set():
        try:
            if cleaned != today():
                daily()
                cleaned = today()
            look()
        except DatabaseError:
            if once:
                raise
            logger.exception("The watch could not use the database; trying again.")
            close_old_connections()
        if once:
            return
        stop.wait(environment().watch_seconds)
