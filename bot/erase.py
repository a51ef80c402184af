"""``python -m bot.erase SENDER``: erases a person from the bot's stores and from the relay.

The desk has a call of its own for its part (docs/wire.md, section 3).
"""

from __future__ import annotations

import argparse
import json
import sys

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.messaging import tables
from bot.errors import BotError
from bot.relay.source import open_engine
from bot.relay.state import State
from bot.settings import Settings, settings


class EraseError(BotError):
    """Not everything could be erased."""


def erase(chosen: Settings, sender: str) -> dict[str, int]:
    """Erase everything that the bot and the relay keep about a conversation.

    Args:
        chosen: Where it is kept.
        sender: The conversation. One that does not exist is erased already.

    Returns:
        How many ``events``, ``channel`` and ``relay`` rows were erased.

    Raises:
        EraseError: A database cannot be used; calling again is safe.
    """
    engine = open_engine(chosen.tracker_db)
    events = 0
    try:
        if sa.inspect(engine).has_table("events"):
            statement = sa.text("DELETE FROM events WHERE sender_id = :sender")
            with engine.begin() as connection:
                events = connection.execute(statement, {"sender": sender}).rowcount
        with tables.engine(chosen.tracker_db).begin() as connection:
            channel = tables.erase(connection, sender)
        state = State(chosen.var / "relay.sqlite3")
        try:
            relay = state.forget(sender)
        finally:
            state.shut()
    except SQLAlchemyError as error:
        raise EraseError(
            "The tracker store cannot be used.", "Check FANAL_TRACKER_DB, then erase again."
        ) from error
    finally:
        engine.dispose()
    return {"events": events, "channel": channel, "relay": relay}


def main() -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Erase a person from the bot's stores.")
    parser.add_argument("sender", help="id of the conversation")
    try:
        erased = erase(settings(), parser.parse_args().sender)
    except BotError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(json.dumps({"erased": erased}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
