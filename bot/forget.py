"""Forgets conversations in which nobody has written for a long time."""

from __future__ import annotations

import logging
import time

import sqlalchemy as sa

from bot.erase import erase
from bot.relay.source import open_engine
from bot.settings import Settings

logger = logging.getLogger(__name__)

_DAY_SECONDS = 86_400.0


def forget_old(chosen: Settings, *, now: float | None = None) -> int:
    """Erase conversations whose last event is older than ``FANAL_CONVERSATION_DAYS``.

    Args:
        chosen: Where they are kept, and for how long; 0 days keep them for ever.
        now: Seconds since 1970, for tests.

    Returns:
        How many were erased.

    Raises:
        EraseError: A database cannot be used; calling again is safe.
        SQLAlchemyError: The same, before anything was erased.
    """
    if chosen.conversation_days <= 0:
        return 0
    oldest = (time.time() if now is None else now) - chosen.conversation_days * _DAY_SECONDS
    engine = open_engine(chosen.tracker_db)
    try:
        if not sa.inspect(engine).has_table("events"):
            return 0
        query = sa.text(
            "SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < :oldest"
        )
        with engine.connect() as connection:
            senders = [sender for (sender,) in connection.execute(query, {"oldest": oldest})]
    finally:
        engine.dispose()
    for sender in senders:
        erase(chosen, sender)
    if senders:
        logger.info("Forgot %d old conversations.", len(senders))
    return len(senders)
