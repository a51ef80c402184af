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
#: Longer than any platform takes to tell what became of a message.
_NEWS_SECONDS = 3 * 86_400.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is not with the person yet."""

    id: int
    message: Message
    #: Requests of it that the platform has taken already.
    sent: int
    #: Attempts made so far.
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
        query = (
            sa.select(OUTBOX)
            .where(OUTBOX.c.sender == sender, OUTBOX.c.sent_at.is_(None))
            .order_by(OUTBOX.c.id)
        )
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
                .values(due_at=now + seconds, attempts=OUTBOX.c.attempts + 1)
            )
        return bool(taken.rowcount)

    def progress(self, waiting: Waiting, sent: int) -> None:
        """So many requests of the message were taken."""
        self._set(waiting, sent=sent)

    def later(self, waiting: Waiting, due_at: float) -> None:
        """Try again at a time."""
        self._set(waiting, due_at=due_at)

    def until_they_write(self, waiting: Waiting) -> None:
        """Keep it for when the person is back; the desk brings it no more."""
        self._set(waiting, due_at=0.0, attempts=0, by_desk=False)

    def remove(self, waiting: Waiting) -> None:
        """It never will be sent."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.id == waiting.id))

    def finish(self, waiting: Waiting, at: float, reference: str | None) -> None:
        """It was sent. That is remembered, so that the same message is not sent again."""
        kept = {} if reference else {"body": ""}
        self._set(waiting, sent_at=at, reference=reference, **kept)

    def is_sent(self, message: str) -> bool:
        """Whether a message with this id was sent."""
        query = sa.select(OUTBOX.c.id).where(
            OUTBOX.c.message == message, OUTBOX.c.sent_at.is_not(None)
        )
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def returned(self, reference: str) -> str | None:
        """A message that was sent did not arrive: it waits for the person to write.

        Returns:
            The conversation; ``None`` when the reference is none of ours.
        """
        where = (OUTBOX.c.reference == reference, OUTBOX.c.body != "")
        with self._engine.begin() as connection:
            row = connection.execute(sa.select(OUTBOX.c.sender).where(*where)).first()
            connection.execute(
                sa.update(OUTBOX)
                .where(*where)
                .values(sent_at=None, sent=0, due_at=0.0, attempts=0, by_desk=False, reference=None)
            )
        return str(row.sender) if row else None

    def arrived(self, reference: str) -> None:
        """A message is with the person; its words are needed no longer."""
        with self._engine.begin() as connection:
            connection.execute(
                sa.update(OUTBOX).where(OUTBOX.c.reference == reference).values(body="")
            )

    def due(self, now: float) -> list[tuple[str, str]]:
        """Channel and sender of those for whom an attempt failed, or was cut short."""
        query = (
            sa.select(PERSON.c.channel, OUTBOX.c.sender)
            .join(PERSON, PERSON.c.sender == OUTBOX.c.sender)
            .where(
                OUTBOX.c.due_at <= now,
                OUTBOX.c.attempts > 0,
                OUTBOX.c.sent_at.is_(None),
                sa.not_(OUTBOX.c.by_desk),
                sa.not_(PERSON.c.stopped),
            )
            .distinct()
        )
        with self._engine.connect() as connection:
            return [(row.channel, row.sender) for row in connection.execute(query)]

    def prune(self, now: float) -> None:
        """Forget what nobody came back for."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.at < now - _KEPT_SECONDS))
            connection.execute(
                sa.update(OUTBOX).where(OUTBOX.c.sent_at < now - _NEWS_SECONDS).values(body="")
            )

    def _set(self, waiting: Waiting, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(OUTBOX).where(OUTBOX.c.id == waiting.id).values(**values))
