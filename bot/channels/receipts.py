"""What became of counsellors' replies after the desk had its answer, and whether it knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.channels.messaging.tables import RECEIPT

#: Told at once; the rest comes in the next round.
_BATCH = 100
#: Between two changes of one receipt at least, seconds. The desk keeps the later one, and the wire
#: shows milliseconds.
_STEP_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Receipt:
    """How far a reply is."""

    #: Id of the desk's event.
    event: str
    #: ``sent``, ``stored`` or ``failed``.
    state: str
    #: Why it failed (docs/wire.md, section 3), else empty.
    problem: str
    #: Since when, seconds since 1970.
    at: float


class Receipts:
    """The table of receipts.

    Args:
        engine: Database of the tracker store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._made = False

    def exists(self) -> bool:
        """Whether the bot has made its table yet; once it has, nobody is asked any more."""
        self._made = self._made or sa.inspect(self._engine).has_table(RECEIPT.name)
        return self._made

    def of(self, event: str) -> Receipt | None:
        """What is known of a reply; ``None`` when nothing happened since the desk's answer."""
        found = self._all(RECEIPT.c.event == event)
        return found[0] if found else None

    def stored(self, event: str, sender: str, at: float) -> None:
        """A reply waits for the person; the answer to the desk says so."""
        with self._engine.begin() as connection:
            note(connection, Receipt(event, "stored", "", at), sender, told=True)

    def seen(self, sender: str, events: Iterable[str], at: float) -> None:
        """The person came back and saw these; what waited for them is with them now."""
        waiting = self._all(RECEIPT.c.sender == sender, RECEIPT.c.state == "stored")
        arrived = {receipt.event for receipt in waiting} & set(events)
        if arrived:
            with self._engine.begin() as connection:
                for event in arrived:
                    change(connection, Receipt(event, "sent", "", at))

    def news(self) -> list[Receipt]:
        """What the desk does not know yet, oldest first; not everything at once."""
        return self._all(sa.not_(RECEIPT.c.told))

    def told(self, receipt: Receipt) -> None:
        """The desk knows this; what changed meanwhile is news still."""
        with self._engine.begin() as connection:
            connection.execute(
                sa.update(RECEIPT)
                .where(RECEIPT.c.event == receipt.event, RECEIPT.c.at == receipt.at)
                .values(told=True)
            )

    def _all(self, *where: Any) -> list[Receipt]:
        query = sa.select(RECEIPT).where(*where).order_by(RECEIPT.c.at).limit(_BATCH)
        with self._engine.connect() as connection:
            return [
                Receipt(row.event, row.state, row.problem, row.at)
                for row in connection.execute(query)
            ]


def change(connection: Connection, receipt: Receipt, *, told: bool = False) -> bool:
    """Change a receipt in somebody's transaction; ``False`` when there is none to change."""
    later = RECEIPT.c.at + _STEP_SECONDS
    changed = connection.execute(
        sa.update(RECEIPT)
        .where(RECEIPT.c.event == receipt.event)
        .values(
            state=receipt.state,
            problem=receipt.problem,
            at=sa.case((later < receipt.at, receipt.at), else_=later),
            told=told,
        )
    )
    return bool(changed.rowcount)


def note(connection: Connection, receipt: Receipt, sender: str, *, told: bool = False) -> None:
    """Change a receipt, or begin it."""
    if not change(connection, receipt, told=told):
        connection.execute(
            sa.insert(RECEIPT).values(
                event=receipt.event,
                sender=sender,
                state=receipt.state,
                problem=receipt.problem,
                at=receipt.at,
                told=told,
            )
        )
