"""Messages on their way to people, kept until the platform has taken them."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging.tables import OUTBOX, PERSON
from bot.messages import Message

#: What nobody came back for is forgotten; the conversation itself still holds it.
_KEPT_SECONDS = 90 * 86_400.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is not with the person yet."""

    id: int
    message: Message
    #: Requests of it that the platform has taken already.
    sent: int
    attempts: int
    by_desk: bool


class Outbox:
    """The table of messages to send.

    Args:
        engine: Database with the tables of this package.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, sender: str, message: Message, at: float, *, by_desk: bool = False) -> None:
        """Add a message at the end; one that is here already stays as it is."""
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    sa.insert(OUTBOX).values(
                        sender=sender,
                        message=message["id"],
                        at=at,
                        body=json.dumps(message, ensure_ascii=False),
                        by_desk=by_desk,
                    )
                )
        except IntegrityError:
            return

    def of(self, sender: str) -> list[Waiting]:
        """All that waits for a person, oldest first."""
        query = sa.select(OUTBOX).where(OUTBOX.c.sender == sender).order_by(OUTBOX.c.id)
        with self._engine.connect() as connection:
            return [
                Waiting(row.id, json.loads(row.body), row.sent, row.attempts, row.by_desk)
                for row in connection.execute(query)
            ]

    def take(self, waiting: Waiting, now: float, seconds: float, *, force: bool = False) -> bool:
        """Take a message in hand; ``False`` when it is not due or another process has it.

        Args:
            waiting: The message.
            now: Seconds since 1970.
            seconds: How long nobody else may have it.
            force: Whether a message that is to be tried later may go now.
        """
        free = sa.true() if force else OUTBOX.c.due_at <= now
        with self._engine.begin() as connection:
            taken = connection.execute(
                sa.update(OUTBOX)
                .where(OUTBOX.c.id == waiting.id, free)
                .values(due_at=now + seconds)
            )
        return bool(taken.rowcount)

    def progress(self, waiting: Waiting, sent: int) -> None:
        """So many requests of the message were taken."""
        self._set(waiting, sent=sent)

    def later(self, waiting: Waiting, due_at: float, *, attempts: int) -> None:
        """Try again at a time."""
        self._set(waiting, due_at=due_at, attempts=attempts)

    def until_they_write(self, waiting: Waiting) -> None:
        """Keep it for when the person is back; the desk brings it no more."""
        self._set(waiting, due_at=0.0, by_desk=False)

    def remove(self, waiting: Waiting) -> None:
        """It was sent, or never will be."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.id == waiting.id))

    def due(self, now: float) -> list[tuple[str, str]]:
        """Channel and sender of those for whom an attempt that failed is to be made again."""
        query = (
            sa.select(PERSON.c.channel, OUTBOX.c.sender)
            .join(PERSON, PERSON.c.sender == OUTBOX.c.sender)
            .where(OUTBOX.c.due_at <= now, sa.not_(OUTBOX.c.by_desk), sa.not_(PERSON.c.stopped))
            .distinct()
        )
        with self._engine.connect() as connection:
            return [(row.channel, row.sender) for row in connection.execute(query)]

    def prune(self, now: float) -> None:
        """Forget what nobody came back for."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.at < now - _KEPT_SECONDS))

    def _set(self, waiting: Waiting, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(OUTBOX).where(OUTBOX.c.id == waiting.id).values(**values))
