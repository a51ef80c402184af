"""Tables of the channels, in the database of the tracker store."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url

from bot.relay.source import open_engine

METADATA = sa.MetaData()

#: Who writes from where. The conversation's id tells nothing about the person: what the desk and
#: the logs see is neither a phone number nor an account.
PERSON = sa.Table(
    "channel_person",
    METADATA,
    sa.Column("channel", sa.String(20), primary_key=True),
    sa.Column("address", sa.String(100), primary_key=True),
    sa.Column("sender", sa.String(36), nullable=False, unique=True),
    #: When the person wrote last, seconds since 1970.
    sa.Column("wrote_at", sa.Float, nullable=False, default=0.0),
    #: Wants no more messages until they write again.
    sa.Column("stopped", sa.Boolean, nullable=False, default=False),
    #: When a template last told them that a reply waits, seconds since 1970.
    sa.Column("reminded_at", sa.Float, nullable=False, default=0.0),
    #: Payloads of the numbered list they read last, as JSON; empty when there is none.
    sa.Column("choices", sa.Text, nullable=False, default=""),
)

#: What a platform delivered. A row stays when it is done, without its words, so that the same
#: delivery is known when it comes again.
INBOX = sa.Table(
    "channel_inbox",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("delivery", sa.String(200), nullable=False),
    sa.Column("sender", sa.String(36), nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.UniqueConstraint("channel", "delivery"),
)

#: What still has to reach a person, in order.
OUTBOX = sa.Table(
    "channel_outbox",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sender", sa.String(36), nullable=False, index=True),
    sa.Column("message", sa.String(64), nullable=False, unique=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    #: Requests of this message that the platform has taken already.
    sa.Column("sent", sa.Integer, nullable=False, default=0),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    #: Not before this time, seconds since 1970; also how long one process has it in hand.
    sa.Column("due_at", sa.Float, nullable=False, default=0.0),
    #: The desk brings it again itself until it is sent or stored.
    sa.Column("by_desk", sa.Boolean, nullable=False, default=False),
    #: When the platform took all of it; such a row only remembers that, seconds since 1970.
    sa.Column("sent_at", sa.Float),
)

#: The platform's own ids of what it took, until it tells what became of them.
REFERENCE = sa.Table(
    "channel_reference",
    METADATA,
    sa.Column("reference", sa.String(64), primary_key=True),
    sa.Column("outbox", sa.Integer, nullable=False, index=True),
    sa.Column("sender", sa.String(36), nullable=False, index=True),
    #: Which request of the message it was, from 1.
    sa.Column("place", sa.Integer, nullable=False),
)

#: Counsellors' replies of which more became than the answer to the desk told.
RECEIPT = sa.Table(
    "desk_receipt",
    METADATA,
    #: Id of the desk's event.
    sa.Column("event", sa.String(255), primary_key=True),
    sa.Column("sender", sa.String(255), nullable=False, index=True),
    #: ``sent``, ``stored`` or ``failed``; ``problem`` says why it failed.
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("problem", sa.String(24), nullable=False, default=""),
    #: Since when, seconds since 1970; later with every change, whatever the clock does.
    sa.Column("at", sa.Float, nullable=False),
    #: Whether the desk knows.
    sa.Column("told", sa.Boolean, nullable=False, index=True),
)

#: Short names for what does not fit into a button, and ids that a platform gave.
MEMO = sa.Table(
    "channel_memo",
    METADATA,
    sa.Column("key", sa.String(80), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


@lru_cache(maxsize=4)
def engine(url: str) -> Engine:
    """The database at a SQLAlchemy URL, with the tables in it."""
    database = make_url(url).database
    if url.startswith("sqlite") and database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    made = open_engine(url)
    if made.dialect.name == "sqlite":
        sa.event.listen(made, "connect", _without_waiting_for_the_disk)
    METADATA.create_all(made)
    return made


def _without_waiting_for_the_disk(connection: Any, _: Any) -> None:
    # A process may die at any moment and nothing is lost; only a power cut may cost the last
    # second. Waiting for the disk six times a message would cost more than the turn itself.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def erase(connection: sa.engine.Connection, sender: str) -> int:
    """Erase a person from all tables; returns how many rows that were."""
    return sum(
        connection.execute(sa.delete(table).where(table.c.sender == sender)).rowcount
        for table in (PERSON, INBOX, OUTBOX, REFERENCE, RECEIPT)
    )
