"""What the relay remembers: how far it is, which case each conversation has, what it set aside."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.relay.learning import Tally

_SCHEMA = """
CREATE TABLE IF NOT EXISTS cursor (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id INTEGER NOT NULL          -- highest event id that was dealt with
);
CREATE TABLE IF NOT EXISTS conversation (
    sender TEXT PRIMARY KEY,
    "case" TEXT NOT NULL,        -- the case that is open at the desk
    listening INTEGER NOT NULL   -- 1 while messages go to the desk
);
CREATE TABLE IF NOT EXISTS starting (
    sender TEXT PRIMARY KEY      -- conversations between the start of a session and its first turn
);
CREATE TABLE IF NOT EXISTS dead_letter (
    event INTEGER PRIMARY KEY,   -- id of the event whose delivery the desk refuses
    sender TEXT NOT NULL,
    problem TEXT NOT NULL        -- status and code of the refusal, no words of anybody
);
CREATE TABLE IF NOT EXISTS fresh (
    sender TEXT PRIMARY KEY,     -- conversations of a session that is not counted yet
    spoken INTEGER NOT NULL      -- 1 once the newcomer said something
);
CREATE TABLE IF NOT EXISTS tally (
    day TEXT NOT NULL,           -- counts that the desk has not got yet
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    region TEXT NOT NULL,
    detail TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, kind, language, region, detail)
);
CREATE TABLE IF NOT EXISTS report (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    body TEXT NOT NULL           -- counts that are on their way to the desk
);
"""


@dataclass(frozen=True, slots=True)
class Open:
    """A conversation's case at the desk; ``listening`` while messages go there."""

    case: str
    listening: bool


class State:
    """Kept in one SQLite file, so that progress and its meaning change together.

    Args:
        path: The file; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Transactions are ours: the cursor must never move without what goes with it.
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SCHEMA)
        self._counted: list[Tally] = []
        self._begun = ""

    @contextmanager
    def moving_to(self, event: int) -> Iterator[None]:
        """Change something and move the cursor, both or neither."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            if event > self.cursor:
                self._add_counted()
            self._db.execute("INSERT OR REPLACE INTO cursor VALUES (1, ?)", (event,))
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def count_with_next_move(self, counted: list[Tally], *, begun: str = "") -> None:
        """Count these when the cursor moves on, so that an event counts once whatever happens.

        Args:
            counted: What the event counts for.
            begun: The conversation whose session is counted with it.
        """
        self._counted, self._begun = counted, begun

    def _add_counted(self) -> None:
        self._db.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, ?, ?, 1) "
            "ON CONFLICT (day, kind, language, region, detail) DO UPDATE SET n = n + 1",
            [(one.day, one.kind, one.language, one.region, one.detail) for one in self._counted],
        )
        if self._begun:
            self._db.execute("DELETE FROM fresh WHERE sender = ?", (self._begun,))
        self._counted, self._begun = [], ""

    def is_fresh(self, sender: str) -> bool:
        """Whether the newcomer has spoken in a session that is not counted yet."""
        query = "SELECT 1 FROM fresh WHERE sender = ? AND spoken = 1"
        return self._db.execute(query, (sender,)).fetchone() is not None

    def has_spoken(self, sender: str) -> None:
        """Note that the newcomer said something."""
        self._db.execute("UPDATE fresh SET spoken = 1 WHERE sender = ?", (sender,))

    def report(self) -> dict[str, Any] | None:
        """Counts to bring to the desk, the same until :meth:`reported`; ``None`` without any."""
        found = self._db.execute("SELECT body FROM report").fetchone()
        if found is None:
            query = "SELECT day, kind, language, region, detail, n FROM tally LIMIT 1000"
            names = ("day", "kind", "language", "region", "detail", "n")
            counts = [dict(zip(names, row, strict=True)) for row in self._db.execute(query)]
            if not counts:
                return None
            body = json.dumps({"id": str(uuid.uuid4()), "counts": counts})
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("INSERT INTO report VALUES (1, ?)", (body,))
            self._db.executemany(
                "DELETE FROM tally WHERE (day, kind, language, region, detail) = "
                "(:day, :kind, :language, :region, :detail)",
                counts,
            )
            self._db.execute("COMMIT")
            found = (body,)
        report: dict[str, Any] = json.loads(found[0])
        return report

    def reported(self) -> None:
        """Note that the desk has the counts."""
        self._db.execute("DELETE FROM report")

    @property
    def cursor(self) -> int:
        """Highest event id that was dealt with; 0 at the beginning."""
        found = self._db.execute("SELECT id FROM cursor").fetchone()
        return int(found[0]) if found else 0

    def of(self, sender: str) -> Open | None:
        """The conversation's case, None if it has none."""
        found = self._db.execute(
            'SELECT "case", listening FROM conversation WHERE sender = ?', (sender,)
        ).fetchone()
        return Open(found[0], bool(found[1])) if found else None

    def remember(self, sender: str, case: str, *, listening: bool = True) -> None:
        """Note a conversation's case."""
        self._db.execute(
            "INSERT OR REPLACE INTO conversation VALUES (?, ?, ?)", (sender, case, listening)
        )

    def close(self, sender: str) -> None:
        """Note that messages no longer go to the desk; the case's id stays known."""
        self._db.execute("UPDATE conversation SET listening = 0 WHERE sender = ?", (sender,))

    def starts_session(self, sender: str) -> None:
        """Note that a session begins: the slots that follow are carried over, not changed."""
        self._db.execute("INSERT OR REPLACE INTO starting VALUES (?)", (sender,))
        self._db.execute("INSERT OR REPLACE INTO fresh VALUES (?, 0)", (sender,))

    def has_started(self, sender: str) -> None:
        """Note that the carried-over slots are through."""
        self._db.execute("DELETE FROM starting WHERE sender = ?", (sender,))

    def is_starting(self, sender: str) -> bool:
        """Whether slots that come now are carried over from an earlier session."""
        query = "SELECT 1 FROM starting WHERE sender = ?"
        return self._db.execute(query, (sender,)).fetchone() is not None

    def set_aside(self, event: int, sender: str, problem: str) -> None:
        """Note an event that the desk refuses for good."""
        self._db.execute(
            "INSERT OR REPLACE INTO dead_letter VALUES (?, ?, ?)", (event, sender, problem)
        )

    def dead_letters(self) -> list[tuple[int, str, str]]:
        """Event id, conversation and the desk's reason of each, oldest first."""
        query = "SELECT event, sender, problem FROM dead_letter ORDER BY event"
        return list(self._db.execute(query))

    def revive(self, sender: str) -> None:
        """Forget the dead letters of a conversation, after they were delivered."""
        self._db.execute("DELETE FROM dead_letter WHERE sender = ?", (sender,))

    def forget(self, sender: str) -> int:
        """Erase a person; returns how many rows were erased."""
        return sum(
            self._db.execute(f"DELETE FROM {table} WHERE sender = ?", (sender,)).rowcount  # noqa: S608 - fixed names
            for table in ("conversation", "starting", "dead_letter", "fresh")
        )

    def restart(self) -> None:
        """Begin anew, for a tracker store that is not the one read so far."""
        with self.moving_to(0):
            self._db.execute("DELETE FROM conversation")
            self._db.execute("DELETE FROM starting")
            self._db.execute("DELETE FROM fresh")

    def shut(self) -> None:
        """Close the file."""
        self._db.close()
