"""Deliveries, kept from the moment they are acknowledged until they were answered."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging.incoming import Incoming
from bot.channels.messaging.tables import INBOX

#: How long a delivery is recognised; platforms repeat theirs for a day or two.
_REMEMBERED_SECONDS = 90 * 86_400.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery that was not dealt with yet; ``at`` in seconds since 1970."""

    id: int
    at: float
    incoming: Incoming


class Inbox:
    """The table of deliveries.

    Args:
        engine: Database with the tables of this package.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, channel: str, sender: str, incoming: Incoming, at: float) -> bool:
        """Keep a delivery; ``False`` when it is here already, however long ago."""
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    sa.insert(INBOX).values(
                        channel=channel,
                        delivery=incoming.delivery,
                        sender=sender,
                        at=at,
                        body=incoming.dumped(),
                    )
                )
        except IntegrityError:
            return False
        return True

    def of(self, sender: str) -> list[Delivered]:
        """What was not dealt with yet, oldest first."""
        query = (
            sa.select(INBOX)
            .where(INBOX.c.sender == sender, INBOX.c.body != "")
            .order_by(INBOX.c.id)
        )
        with self._engine.connect() as connection:
            return [
                Delivered(row.id, row.at, Incoming.loaded(row.body))
                for row in connection.execute(query)
            ]

    def done(self, delivered: Delivered) -> None:
        """Forget the words of a delivery and remember that it was here."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(INBOX).where(INBOX.c.id == delivered.id).values(body=""))

    def count(self, sender: str, delivered: Delivered, seconds: float) -> int:
        """How many deliveries of a person came in the time before one, itself included."""
        query = sa.select(sa.func.count()).where(
            INBOX.c.sender == sender,
            INBOX.c.id <= delivered.id,
            INBOX.c.at > delivered.at - seconds,
        )
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def left_behind(self, before: float) -> list[tuple[str, str]]:
        """Channel and sender of deliveries that came before a time and are still not done."""
        query = (
            sa.select(INBOX.c.channel, INBOX.c.sender)
            .where(INBOX.c.body != "", INBOX.c.at < before)
            .distinct()
        )
        with self._engine.connect() as connection:
            return [(row.channel, row.sender) for row in connection.execute(query)]

    def prune(self, now: float) -> None:
        """Forget deliveries that nobody repeats any more."""
        with self._engine.begin() as connection:
            connection.execute(
                sa.delete(INBOX).where(INBOX.c.at < now - _REMEMBERED_SECONDS, INBOX.c.body == "")
            )
