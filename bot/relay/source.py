"""Reads the tracker store's ``events`` table, row by row in the order of its ids."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

#: Rows read at once.
_BATCH = 500
#: How long a gap in the ids may belong to a transaction that is still under way. PostgreSQL gives
#: ids out before rows become visible, so that a lower id may appear after a higher one.
_GAP_SECONDS = 10.0

_EVENTS = sa.table(
    "events",
    sa.column("id", sa.Integer),
    sa.column("sender_id", sa.String),
    sa.column("type_name", sa.String),
    sa.column("timestamp", sa.Float),
    sa.column("data", sa.Text),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One stored event; ``data`` is Rasa's own form of it."""

    id: int
    sender: str
    type: str
    data: dict[str, Any]


class Source:
    """The events of all conversations.

    Args:
        engine: Of the tracker store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._may_skip = engine.dialect.name != "sqlite"
        self._gap: tuple[int, float] | None = None

    def after(self, cursor: int, *, now: float | None = None) -> list[Row]:
        """The next rows.

        Args:
            cursor: Highest id that was dealt with; 0 at the very beginning.
            now: Monotonic seconds, for tests.

        Returns:
            At most 500 rows, ascending; empty when there is nothing new, or when what comes next
            may still be in the middle of being written.
        """
        query = sa.select(_EVENTS).where(_EVENTS.c.id > cursor).order_by(_EVENTS.c.id).limit(_BATCH)
        with self._engine.connect() as connection:
            rows = [_row(found) for found in connection.execute(query)]
        if not self._may_skip:
            return rows
        return list(self._settled(cursor, rows, time.monotonic() if now is None else now))

    def highest(self) -> int:
        """The highest id there is; 0 for an empty table."""
        with self._engine.connect() as connection:
            return connection.execute(sa.select(sa.func.max(_EVENTS.c.id))).scalar() or 0

    def conversation(self, sender: str, until: int) -> list[dict[str, Any]]:
        """All events of one conversation up to an id, oldest first."""
        query = (
            sa.select(_EVENTS)
            .where(_EVENTS.c.sender_id == sender, _EVENTS.c.id <= until)
            .order_by(_EVENTS.c.id)
        )
        with self._engine.connect() as connection:
            return [_row(found).data for found in connection.execute(query)]

    def exists(self) -> bool:
        """Whether the bot has made its table yet."""
        return bool(sa.inspect(self._engine).has_table("events"))

    def _settled(self, cursor: int, rows: list[Row], now: float) -> Iterator[Row]:
        """Rows up to the first gap that may still fill."""
        expected = cursor + 1
        for row in rows:
            if row.id > expected and cursor > 0:
                if self._gap is None or self._gap[0] != expected:
                    self._gap = (expected, now)
                if now - self._gap[1] < _GAP_SECONDS:
                    return
            expected = row.id + 1
            yield row


def open_engine(url: str) -> Engine:
    """An engine for reading; SQLite waits while the bot writes."""
    parsed = sa.engine.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sa.create_engine(parsed, connect_args={"timeout": 10})
    return sa.create_engine(parsed, pool_pre_ping=True)


def _row(found: Any) -> Row:
    return Row(
        id=found.id, sender=found.sender_id, type=found.type_name, data=json.loads(found.data)
    )
