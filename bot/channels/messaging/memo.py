"""Short names for long payloads."""

from __future__ import annotations

from hashlib import blake2s

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging.tables import MEMO

_PREFIX = "k:"


class Memo:
    """Remembers values under keys; a value once kept under a key does not change.

    Args:
        engine: Database with the tables of this package.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def short(self, payload: str, longest_bytes: int) -> str:
        """The payload itself when it fits, else a key of 18 bytes that stands for it."""
        if len(payload.encode()) <= longest_bytes and not payload.startswith(_PREFIX):
            return payload
        key = _PREFIX + blake2s(payload.encode(), digest_size=8).hexdigest()
        self.keep(key, payload)
        return key

    def full(self, pressed: str) -> str:
        """What ``short()`` was given; a key that nobody made is nothing."""
        return (self.find(pressed) or "") if pressed.startswith(_PREFIX) else pressed

    def keep(self, key: str, value: str) -> None:
        """Remember; nothing happens when the key is there."""
        if self.find(key) is not None:
            return
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(MEMO).values(key=key, value=value))
        except IntegrityError:
            return

    def find(self, key: str) -> str | None:
        """What was kept under a key."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(MEMO.c.value).where(MEMO.c.key == key)).first()
        return str(row.value) if row else None

    def drop(self, key: str) -> None:
        """Forget a key."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(MEMO).where(MEMO.c.key == key))
