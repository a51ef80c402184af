from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.messaging.tables import engine
from bot.channels.receipts import Receipts
from bot.erase import EraseError, erase
from bot.relay.state import State
from bot.settings import Settings, settings


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    with sqlite3.connect(tmp_path / "tracker.sqlite3") as db:
        db.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT)")
        db.executemany("INSERT INTO events (sender_id) VALUES (?)", [("a",), ("a",), ("b",)])
    db.close()
    state = State(tmp_path / "relay.sqlite3")
    state.remember("a", "c1")
    state.remember("b", "c2")
    state.shut()
    return replace(settings(), var=tmp_path, tracker_db=f"sqlite:///{tmp_path / 'tracker.sqlite3'}")


def test_a_person_is_erased_and_the_others_stay(here: Settings) -> None:
    assert erase(here, "a") == {"events": 2, "channel": 0, "relay": 1}
    assert erase(here, "a") == {"events": 0, "channel": 0, "relay": 0}
    assert erase(here, "b") == {"events": 1, "channel": 0, "relay": 1}


def test_before_anybody_wrote_there_is_nothing_to_erase(tmp_path: Path) -> None:
    empty = replace(settings(), var=tmp_path, tracker_db=f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert erase(empty, "a") == {"events": 0, "channel": 0, "relay": 0}


def test_a_store_that_cannot_be_opened_says_how_to_mend_it(tmp_path: Path) -> None:
    broken = replace(settings(), var=tmp_path, tracker_db=f"sqlite:///{tmp_path}")
    with pytest.raises(EraseError, match="FANAL_TRACKER_DB"):
        erase(broken, "a")


def test_what_became_of_replies_to_a_person_is_erased(here: Settings) -> None:
    receipts = Receipts(engine(here.tracker_db))
    for sender in ("a", "b"):
        receipts.stored(f"reply to {sender}", sender, 1.0)
    assert erase(here, "a") == {"events": 2, "channel": 1, "relay": 1}
    assert receipts.of("reply to a") is None
    assert receipts.of("reply to b") is not None
