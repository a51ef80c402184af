"""Who writes from which address, and when they wrote last."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging.tables import PERSON


@dataclass(frozen=True, slots=True)
class Person:
    """One person on one platform; times are seconds since 1970, 0 for never."""

    channel: str
    #: The platform's own: chat id, phone number, page-scoped id.
    address: str
    #: The conversation.
    sender: str
    wrote_at: float
    stopped: bool
    reminded_at: float
    #: Payloads of the numbered list they read last.
    choices: tuple[str, ...]


class People:
    """The table of people.

    Args:
        engine: Database with the tables of this package.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def at(self, channel: str, address: str) -> Person:
        """Who has this address; a new person when nobody has it yet."""
        found = self.find(channel, address)
        if found is None:
            try:
                with self._engine.begin() as connection:
                    connection.execute(
                        sa.insert(PERSON).values(
                            channel=channel, address=address, sender=str(uuid.uuid4())
                        )
                    )
            except IntegrityError:
                # Two deliveries of a new person at once: the other one was first.
                pass
            found = self.find(channel, address)
        if found is None:
            raise LookupError("A person was erased while they wrote.")
        return found

    def find(self, channel: str, address: str) -> Person | None:
        """Who has this address, if anybody."""
        return self._one(PERSON.c.channel == channel, PERSON.c.address == address)

    def of(self, sender: str) -> Person | None:
        """Whose conversation this is; ``None`` when it is not one of a messaging channel."""
        return self._one(PERSON.c.sender == sender)

    def wrote(self, sender: str, at: float) -> None:
        """They wrote: they may be written to again."""
        self._set(sender, wrote_at=at, stopped=False)

    def stopped(self, sender: str) -> None:
        """They want no more messages, or blocked us."""
        self._set(sender, stopped=True)

    def reminded(self, sender: str, at: float) -> None:
        """They were told that a reply waits."""
        self._set(sender, reminded_at=at)

    def window_closed(self, sender: str) -> None:
        """The platform says that they wrote too long ago."""
        self._set(sender, wrote_at=0.0)

    def read(self, sender: str, choices: tuple[str, ...]) -> None:
        """What numbers mean from now on; empty for nothing."""
        self._set(sender, choices=json.dumps(choices) if choices else "")

    def _set(self, sender: str, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(PERSON).where(PERSON.c.sender == sender).values(**values))

    def _one(self, *where: object) -> Person | None:
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(PERSON).where(*where)).first()
        if row is None:
            return None
        return Person(
            channel=row.channel,
            address=row.address,
            sender=row.sender,
            wrote_at=row.wrote_at,
            stopped=row.stopped,
            reminded_at=row.reminded_at,
            choices=tuple(json.loads(row.choices or "[]")),
        )
