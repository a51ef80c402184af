"""``python -m bot.relay``: the relay process; ``--retry`` delivers what was set aside."""

from __future__ import annotations

import argparse
import fcntl
import logging
import signal
import sys
import threading
from pathlib import Path
from typing import IO

from bot.channels.receipts import Receipts
from bot.errors import BotError
from bot.forget import forget_old
from bot.logs import configure_plain
from bot.relay.desk import Desk
from bot.relay.loop import Relay
from bot.relay.retry import retry
from bot.relay.source import Source, open_engine
from bot.relay.state import State
from bot.settings import Settings, settings

logger = logging.getLogger("bot.relay")


class BusyError(BotError):
    """Another relay works on the same state."""


def main() -> int:
    """Run until stopped; returns the exit status."""
    parser = argparse.ArgumentParser(description="Bring what newcomers say to the desk.")
    parser.add_argument("--retry", action="store_true", help="deliver what was set aside, then end")
    arguments = parser.parse_args()
    try:
        chosen = settings()
        configure_plain(chosen.log_level)
        chosen.var.mkdir(parents=True, exist_ok=True)
        with _alone(chosen.var / "relay.lock"):
            return _retry(chosen) if arguments.retry else _relay(chosen)
    except BotError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1


def _relay(chosen: Settings) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    relay = Relay(
        *_parts(chosen),
        Receipts(open_engine(chosen.tracker_db)),
        health_file=chosen.var / "relay.json",
        wait=stop.wait,
        daily=lambda: forget_old(chosen),
    )
    logger.info("The relay brings messages to %s.", chosen.desk_url)
    relay.run(stop.is_set)
    return 0


def _retry(chosen: Settings) -> int:
    source, state, desk = _parts(chosen)
    whole, refused = retry(state, source, desk)
    print(f"{whole} conversations are whole again, {refused} are still refused.")  # noqa: T201
    return 1 if refused else 0


def _parts(chosen: Settings) -> tuple[Source, State, Desk]:
    return (
        Source(open_engine(chosen.tracker_db)),
        State(chosen.var / "relay.sqlite3"),
        Desk(chosen.desk_url, chosen.desk_api_token, learns=chosen.learn_from_questions),
    )


def _alone(path: Path) -> IO[str]:
    """Hold a lock file; the kernel lets it go when the process ends, however it ends.

    Raises:
        BusyError: Another process holds it.
    """
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise BusyError(
            "Another relay is running with the same FANAL_VAR.", "Stop it first."
        ) from error
    return file


if __name__ == "__main__":
    sys.exit(main())
