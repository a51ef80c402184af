"""Messages on their way to people, kept until the platform has taken them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.channels.messaging.tables import OUTBOX, PERSON, REFERENCE
from bot.channels.receipts import Receipt, change, note
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

    def progress(self, waiting: Waiting, sent: int, reference: str | None) -> None:
        """So many requests of the message were taken.

        Args:
            waiting: The message.
            sent: How many.
            reference: The platform's id of the last one, when it tells later what became of it.
        """
        row = sa.select(
            sa.literal(reference), OUTBOX.c.id, OUTBOX.c.sender, sa.literal(sent)
        ).where(OUTBOX.c.id == waiting.id)
        with self._engine.begin() as connection:
            self._set(connection, waiting, sent=sent)
            if reference:
                columns = ["reference", "outbox", "sender", "place"]
                connection.execute(sa.insert(REFERENCE).from_select(columns, row))

    def later(self, waiting: Waiting, due_at: float) -> None:
        """Try again at a time."""
        with self._engine.begin() as connection:
            self._set(connection, waiting, due_at=due_at)

    def until_they_write(self, waiting: Waiting, at: float) -> None:
        """Keep it for when the person is back; the desk brings it no more."""
        with self._engine.begin() as connection:
            self._set(connection, waiting, due_at=0.0, attempts=0, by_desk=False)
            change(connection, Receipt(waiting.message["id"], "stored", "", at))

    def remove(self, waiting: Waiting, at: float, problem: str) -> None:
        """It never will be sent, for one of the problems of docs/wire.md, section 3."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.id == waiting.id))
            connection.execute(sa.delete(REFERENCE).where(REFERENCE.c.outbox == waiting.id))
            change(connection, Receipt(waiting.message["id"], "failed", problem, at))

    def recall(self, sender: str, message: str) -> None:
        """A message that was not sent, or did not arrive, is to be sent no more."""
        mine = sa.select(OUTBOX.c.id).where(
            OUTBOX.c.sender == sender, OUTBOX.c.message == message, OUTBOX.c.sent_at.is_(None)
        )
        with self._engine.begin() as connection:
            connection.execute(sa.delete(REFERENCE).where(REFERENCE.c.outbox.in_(mine)))
            connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.id.in_(mine)))

    def finish(self, waiting: Waiting, at: float) -> None:
        """It was sent. That is remembered, so that the same message is not sent again."""
        with self._engine.begin() as connection:
            self._set(connection, waiting, sent_at=at)
            _forget_words(connection, OUTBOX.c.id == waiting.id)
            change(connection, Receipt(waiting.message["id"], "sent", "", at))

    def is_sent(self, message: str) -> bool:
        """Whether a message with this id was sent."""
        query = sa.select(OUTBOX.c.id).where(
            OUTBOX.c.message == message, OUTBOX.c.sent_at.is_not(None)
        )
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def sender_of(self, reference: str) -> str | None:
        """The conversation of something that was sent; ``None`` when it is none of ours."""
        query = sa.select(REFERENCE.c.sender).where(REFERENCE.c.reference == reference)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return str(row.sender) if row else None

    def returned(self, reference: str, at: float, *, state: str, problem: str = "") -> bool:
        """Something that was sent did not arrive: it waits for the person to write.

        From the part on that did not arrive, so that the person reads all in order. The caller
        holds the conversation's lock.

        Args:
            reference: The platform's id.
            at: When we heard of it, seconds since 1970.
            state: What the desk is told of a counsellor's message: ``stored`` or ``failed``.
            problem: Why it failed.

        Returns:
            Whether the reference is one of ours.
        """
        query = (
            sa.select(OUTBOX.c.id, OUTBOX.c.sender, OUTBOX.c.body, REFERENCE.c.place)
            .join(REFERENCE, REFERENCE.c.outbox == OUTBOX.c.id)
            .where(REFERENCE.c.reference == reference, OUTBOX.c.body != "")
        )
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                return False
            fields = {"sent": row.place - 1, "due_at": 0.0, "attempts": 0, "by_desk": False}
            connection.execute(
                sa.update(OUTBOX).where(OUTBOX.c.id == row.id).values(sent_at=None, **fields)
            )
            again = (REFERENCE.c.outbox == row.id, REFERENCE.c.place >= row.place)
            connection.execute(sa.delete(REFERENCE).where(*again))
            message = json.loads(row.body)
            if message["author"] == "counsellor":
                note(connection, Receipt(message["id"], state, problem, at), row.sender)
        return True

    def arrived(self, reference: str) -> None:
        """A message is with the person; its words are needed no longer."""
        mine = REFERENCE.c.reference == reference
        with self._engine.begin() as connection:
            outbox = connection.execute(sa.select(REFERENCE.c.outbox).where(mine)).scalar()
            if outbox is not None:
                connection.execute(sa.delete(REFERENCE).where(mine))
                _forget_words(connection, OUTBOX.c.id == outbox, OUTBOX.c.sent_at.is_not(None))

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
            whole = sa.select(OUTBOX.c.id).where(OUTBOX.c.body != "")
            connection.execute(sa.delete(REFERENCE).where(REFERENCE.c.outbox.not_in(whole)))

    @staticmethod
    def _set(connection: Connection, waiting: Waiting, **values: object) -> None:
        connection.execute(sa.update(OUTBOX).where(OUTBOX.c.id == waiting.id).values(**values))


def _forget_words(connection: Connection, *where: Any) -> None:
    """Cut the words out of messages of which no news is awaited."""
    awaited = sa.exists().where(REFERENCE.c.outbox == OUTBOX.c.id)
    connection.execute(sa.update(OUTBOX).where(*where, sa.not_(awaited)).values(body=""))
