"""Conversations in SQL: SQLite beside the bot, or PostgreSQL for several bots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import make_url

from bot.erase import erase
from bot.settings import settings

# The relay reads on from the highest id that it has seen. Without AUTOINCREMENT SQLite gives the
# ids of erased rows out again, and the relay would pass over the new rows that got them.
SQLTrackerStore.SQLEvent.__table__.dialect_options["sqlite"]["autoincrement"] = True


class TrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store at ``FANAL_TRACKER_DB``."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        url = make_url(settings().tracker_db)
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(
            domain=domain, host=str(url.render_as_string(False)), event_broker=event_broker
        )
        if url.get_backend_name() == "sqlite":
            sa.event.listen(self.engine, "connect", _let_readers_in)
            # The pool holds a connection made before the listener was there.
            self.engine.dispose()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store a conversation, or erase it for good when the person has asked for that.

        It happens here because here the turn still holds the conversation's lock, whichever channel
        it came through.
        """
        if tracker.get_slot("erase"):
            erase(settings(), tracker.sender_id)
            return
        await super().save(tracker)


def _let_readers_in(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    # The relay reads while the bot writes.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.close()
