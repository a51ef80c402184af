"""The courier as a process: ``python -m desk deliver``."""

from __future__ import annotations

import logging
import signal
from threading import Event
from types import FrameType
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from desk.config.environment import environment
from desk.delivery.bot import HttpBot
from desk.delivery.courier import Courier

logger = logging.getLogger(__name__)

#: Between two looks at an outbox with nothing due, in seconds.
IDLE_SECONDS = 1.0


class Rounds(Protocol):
    """Whoever delivers in rounds."""

    def round(self) -> int:
        """Try what is due; returns how much that was."""
        ...


class Command(BaseCommand):
    """Delivers until told to stop."""

    help = "Deliver replies and changes of state to the bot, until SIGTERM or SIGINT."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long to run."""
        parser.add_argument(
            "--once", action="store_true", help="deliver what is due now, then stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run; what is in hand when the signal comes is still settled."""
        settings = environment()
        stop = Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        bot = HttpBot(
            settings.bot_url, settings.bot_token, timeout_seconds=settings.courier_timeout_seconds
        )
        courier = Courier(
            bot,
            attempts=settings.courier_attempts,
            # A timeout counts for connecting, for writing and for reading.
            lease_seconds=4 * settings.courier_timeout_seconds + 5,
        )
        logger.info("Delivering to %s.", settings.bot_url)
        try:
            run(courier, stop, once=options["once"])
        finally:
            bot.close()
        logger.info("Stopped delivering.")


def run(
    courier: Rounds, stop: Event, *, once: bool = False, idle_seconds: float = IDLE_SECONDS
) -> None:
    """Round after round; a database that is away for a while does not end the courier."""
    while not stop.is_set():
        try:
            tried = courier.round()
        except DatabaseError:
            if once:
                raise
            logger.exception("The outbox could not be read or written; trying again.")
            close_old_connections()
            tried = 0
        if not tried:
            if once:
                return
            stop.wait(idle_seconds)
