"""A tracker store with the columns that Rasa makes, filled by hand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.tables import engine
from bot.channels.receipts import Receipts
from bot.relay.source import Source, open_engine
from bot.relay.state import State


class Tracker:
    """Stores events as Rasa does."""

    def __init__(self, path: Path) -> None:
        self.url = f"sqlite:///{path}"
        self.db = sqlite3.connect(path)
        self.db.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, sender_id TEXT, "
            "type_name TEXT, timestamp REAL, intent_name TEXT, action_name TEXT, data TEXT)"
        )
        self.db.commit()

    def add(self, sender: str, *events: dict[str, Any]) -> int:
        for number, event in enumerate(events):
            data = {"timestamp": 100.0 + number, **event}
            self.db.execute(
                "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)",
                (sender, event["event"], data["timestamp"], json.dumps(data)),
            )
        self.db.commit()
        found: int = self.db.execute("SELECT max(id) FROM events").fetchone()[0]
        return found


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    store = Tracker(tmp_path / "tracker.sqlite3")
    yield store
    store.db.close()


@pytest.fixture
def source(tracker: Tracker) -> Iterator[Source]:
    engine = open_engine(tracker.url)
    yield Source(engine)
    engine.dispose()


@pytest.fixture
def receipts(tracker: Tracker) -> Iterator[Receipts]:
    made = engine(tracker.url)
    yield Receipts(made)
    made.dispose()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    kept = State(tmp_path / "relay.sqlite3")
    yield kept
    kept.shut()
