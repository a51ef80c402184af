from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.forget import forget_old
from bot.settings import Settings, settings

DAY = 86_400.0
NOW = 1000 * DAY


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    with sqlite3.connect(tmp_path / "t.sqlite3") as db:
        db.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, timestamp REAL)")
        db.executemany(
            "INSERT INTO events (sender_id, timestamp) VALUES (?, ?)",
            [("old", NOW - 12 * DAY), ("back", NOW - 12 * DAY), ("back", NOW - 9 * DAY)],
        )
    db.close()
    url = f"sqlite:///{tmp_path / 't.sqlite3'}"
    return replace(settings(), var=tmp_path, tracker_db=url, conversation_days=10)


def senders(here: Settings) -> list[str]:
    with sqlite3.connect(here.var / "t.sqlite3") as db:
        found = [sender for (sender,) in db.execute("SELECT DISTINCT sender_id FROM events")]
    db.close()
    return sorted(found)


def test_only_conversations_that_ended_long_ago_are_forgotten(here: Settings) -> None:
    assert forget_old(here, now=NOW) == 1
    assert senders(here) == ["back"]


def test_zero_days_keep_everything(here: Settings) -> None:
    assert forget_old(replace(here, conversation_days=0), now=NOW) == 0
    assert senders(here) == ["back", "old"]


def test_before_anybody_wrote_there_is_nothing_to_forget(tmp_path: Path) -> None:
    empty = replace(settings(), var=tmp_path, tracker_db=f"sqlite:///{tmp_path / 'no.sqlite3'}")
    assert forget_old(empty, now=NOW) == 0
