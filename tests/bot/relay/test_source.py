from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.relay.source import Row, Source, open_engine
from tests.fakes.events import said


def test_rows_come_after_the_cursor_in_order(tracker: Any, source: Source) -> None:
    tracker.add("a", said("one"), said("two"))
    tracker.add("b", said("three"))
    assert [row.data["text"] for row in source.after(1)] == ["two", "three"]
    assert source.highest() == 3


def test_a_conversation_is_read_up_to_an_event(tracker: Any, source: Source) -> None:
    tracker.add("a", said("one"))
    tracker.add("b", said("other"))
    tracker.add("a", said("two"), said("three"))
    assert [event["text"] for event in source.conversation("a", 3)] == ["one", "two"]


def test_a_store_without_its_table_is_told(tmp_path: Path, tracker: Any, source: Source) -> None:
    assert source.exists()
    assert not Source(open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")).exists()


def rows(*ids: int) -> list[Row]:
    return [Row(id=number, sender="a", type="user", data={}) for number in ids]


def settled(source: Source, found: list[Row], now: float) -> list[int]:
    return [row.id for row in source._settled(4, found, now)]


def test_a_gap_that_may_still_fill_holds_later_rows_back(source: Source) -> None:
    """PostgreSQL gives ids out before rows can be seen, so that 6 may appear before 5."""
    assert settled(source, rows(6, 7), now=100.0) == []
    assert settled(source, rows(5, 6, 7), now=100.5) == [5, 6, 7]


def test_a_gap_that_stays_is_passed_over_after_a_while(source: Source) -> None:
    assert settled(source, rows(6), now=100.0) == []
    assert settled(source, rows(6), now=111.0) == [6]
