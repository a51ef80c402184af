from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.channels.messaging.tables import engine, erase
from bot.channels.receipts import Receipt, Receipts, note
from bot.messages import utc
from bot.relay.source import open_engine

NOW = 1_770_000_000.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    made = engine(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    yield made
    made.dispose()


def failed(database: Engine, event: str, at: float) -> None:
    with database.begin() as connection:
        note(connection, Receipt(event, "failed", "not_arrived", at), "s")


def test_what_the_answer_to_the_desk_says_is_no_news(database: Engine) -> None:
    receipts = Receipts(database)
    receipts.stored("e1", "s", NOW)
    assert receipts.news() == []
    assert receipts.of("e1") == Receipt("e1", "stored", "", NOW)
    assert receipts.of("e2") is None


def test_who_comes_back_has_what_waited_for_them_and_nothing_else(database: Engine) -> None:
    receipts = Receipts(database)
    for event in ("e1", "e2"):
        receipts.stored(event, "s", NOW)
    receipts.stored("e3", "another", NOW)
    failed(database, "e4", NOW)
    receipts.told(Receipt("e4", "failed", "not_arrived", NOW))
    receipts.seen("s", ["e0", "e1", "e3", "e4"], NOW + 60)
    receipts.seen("s", ["e1"], NOW + 90)
    assert receipts.news() == [Receipt("e1", "sent", "", NOW + 60)]


def test_what_changes_while_the_desk_is_told_is_news_again(database: Engine) -> None:
    receipts = Receipts(database)
    failed(database, "e1", NOW)
    [told] = receipts.news()
    receipts.stored("e1", "s", NOW + 1)
    failed(database, "e1", NOW + 2)
    receipts.told(told)
    assert receipts.news() == [Receipt("e1", "failed", "not_arrived", NOW + 2)]


def test_a_change_is_later_on_the_wire_even_when_the_clock_goes_back(database: Engine) -> None:
    receipts = Receipts(database)
    shown = []
    for at in (NOW, NOW, NOW - 3600, NOW - 3600):
        failed(database, "e1", at)
        [receipt] = receipts.news()
        shown.append(utc(receipt.at))
    assert shown == sorted(set(shown))


def test_a_person_is_erased_with_their_receipts(database: Engine) -> None:
    receipts = Receipts(database)
    receipts.stored("e1", "s", NOW)
    receipts.stored("e2", "another", NOW)
    with database.begin() as connection:
        assert erase(connection, "s") == 1
    assert (receipts.of("e1"), receipts.of("e2") is None) == (None, False)


def test_before_the_bot_made_its_tables_there_are_none(tmp_path: Path) -> None:
    made = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert not Receipts(made).exists()
    made.dispose()
