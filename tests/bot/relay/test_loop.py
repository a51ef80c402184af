from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.tables import engine
from bot.channels.receipts import Receipt, Receipts, note
from bot.relay.desk import Desk
from bot.relay.loop import Relay
from bot.relay.retry import retry
from bot.relay.source import Source, open_engine
from bot.relay.state import State
from tests.fakes.desk import FakeDesk
from tests.fakes.events import answered, opened, said

WIRE = Path(__file__).parents[2] / "wire"
Build = Callable[[FakeDesk], Relay]


class Waits(list[float]):
    """Notes how long the relay would have slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture(autouse=True)
def clients() -> Iterator[list[Desk]]:
    opened_clients: list[Desk] = []
    yield opened_clients
    for client in opened_clients:
        client.close()


@pytest.fixture
def relay(
    source: Source,
    state: State,
    receipts: Receipts,
    waits: Waits,
    tmp_path: Path,
    clients: list[Desk],
) -> Callable[[FakeDesk], Relay]:
    def build(fake: FakeDesk) -> Relay:
        clients.append(Desk(fake.url, fake.token, timeout_seconds=2))
        health_file = tmp_path / "relay.json"
        return Relay(source, state, clients[-1], receipts, health_file=health_file, wait=waits)

    return build


def test_an_outage_is_logged_once_and_everything_arrives_in_order_afterwards(
    tracker: Any, relay: Build, waits: Waits, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeDesk()
    fake.start()
    fake.stop()
    working = relay(fake)
    tracker.add("a", said("hello"), *opened("c1"), said("one"), answered("two"))
    with caplog.at_level(logging.WARNING):
        for _ in range(6):
            working.step()
    assert len(caplog.records) == 1
    assert len(waits) == 6
    assert waits[0] <= 1 < waits[-1] <= 30
    with fake:
        working.step()
    assert fake.texts("c1") == ["hello", "one", "two"]


@pytest.mark.parametrize("status", [500, 503, 401, 429])
def test_a_desk_that_answers_but_does_not_work_is_tried_again(
    status: int, tracker: Any, relay: Build
) -> None:
    tracker.add("a", said("hello"), *opened("c1"))
    with FakeDesk() as fake:
        working = relay(fake)
        fake.refuse = {"/cases": status}
        working.step()
        assert fake.cases == {}
        fake.refuse = {}
        working.step()
        assert fake.texts("c1") == ["hello"]


def test_what_is_refused_holds_up_nobody_and_can_be_delivered_later(
    tracker: Any, source: Source, state: State, relay: Build, clients: list[Desk]
) -> None:
    tracker.add("a", said("poison"), *opened("c1"), said("more"))
    with FakeDesk() as fake:
        working = relay(fake)
        fake.refuse = {"/cases": 422}
        working.step()
        fake.refuse = {}
        tracker.add("b", said("fine"), *opened("c2"))
        working.step()
        assert fake.texts("c2") == ["fine"]
        assert "c1" not in fake.cases
        assert retry(state, source, clients[-1]) == (1, 0)
        assert fake.texts("c1") == ["poison", "more"]
        tracker.add("a", said("later"))
        working.step()
        assert fake.texts("c1") == ["poison", "more", "later"]
    assert state.dead_letters() == []


def test_an_event_that_cannot_be_read_is_set_aside(
    tracker: Any, state: State, relay: Build
) -> None:
    broken = {"event": "slot", "name": "handoff_case", "value": {"no": "id"}}
    tracker.add("a", broken)
    tracker.add("b", said("fine"), *opened("c2"))
    with FakeDesk() as fake:
        relay(fake).step()
        assert fake.texts("c2") == ["fine"]
    assert state.dead_letters() == [(1, "a", "KeyError")]


def test_a_tracker_store_that_was_replaced_is_read_from_its_start(
    tracker: Any, state: State, relay: Build
) -> None:
    with state.moving_to(1000):
        pass
    tracker.add("a", said("hello"), *opened("c1"))
    with FakeDesk() as fake:
        working = relay(fake)
        working.step()
        working.step()
        assert fake.texts("c1") == ["hello"]


def test_erased_rows_make_no_new_ones_invisible(tracker: Any, relay: Build) -> None:
    """SQLite would give the ids of erased rows out again; the tracker store forbids it."""
    last = tracker.add("a", said("hello"), said("again"))
    with FakeDesk() as fake:
        working = relay(fake)
        working.step()
        tracker.db.execute("DELETE FROM events")
        tracker.db.commit()
        assert tracker.add("b", said("new"), *opened("c1")) > last
        working.step()
        working.step()
        assert fake.texts("c1") == ["new"]


def test_the_health_file_tells_how_far_behind_it_is(
    tracker: Any, relay: Build, waits: Waits, tmp_path: Path
) -> None:
    tracker.add("a", said("hello"), *opened("c1"))
    with FakeDesk() as fake:
        fake.refuse = {"/cases": 500}
        relay(fake).run(lambda: bool(waits))
    health = json.loads((tmp_path / "relay.json").read_text("utf-8"))
    assert health.pop("at").endswith("Z")
    assert health == {"desk": "down", "behind": 2, "dead_letters": 0}


def test_before_the_bot_made_its_table_the_relay_waits(
    state: State, waits: Waits, tmp_path: Path, clients: list[Desk]
) -> None:
    nothing = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with FakeDesk() as fake:
        clients.append(Desk(fake.url, fake.token))
        Relay(
            Source(nothing),
            state,
            clients[-1],
            Receipts(nothing),
            health_file=tmp_path / "h",
            wait=waits,
        ).step()
    assert waits == [0.5]


def test_counts_are_brought_and_the_work_of_the_day_done_while_nothing_waits(
    tracker: Any,
    source: Source,
    state: State,
    receipts: Receipts,
    tmp_path: Path,
    waits: Waits,
    clients: list[Desk],
) -> None:
    tracker.add("a", said("hello"))
    days: list[int] = []
    with FakeDesk() as fake:
        clients.append(Desk(fake.url, fake.token))
        working = Relay(
            source,
            state,
            clients[-1],
            receipts,
            health_file=tmp_path / "relay.json",
            wait=waits,
            daily=lambda: days.append(1),
        )
        for _ in range(4):
            working.step()
        assert [report["counts"][0]["n"] for report in fake.learnt] == [1]
    assert days == [1]


def test_counts_that_the_desk_did_not_take_are_brought_again(
    tracker: Any, state: State, relay: Build
) -> None:
    tracker.add("a", said("hello"))
    with FakeDesk() as fake:
        fake.refuse = {"/figures": 503}
        working = relay(fake)
        for _ in range(3):
            working.step()
        waiting = state.report()
        fake.refuse = {}
        again = relay(fake)
        again.step()
        assert fake.learnt == [waiting]
    assert state.report() is None


def failed_late(tracker: Any, event: str, sample: dict[str, Any]) -> None:
    at = datetime.fromisoformat(sample["at"].replace("Z", "+00:00")).timestamp()
    with engine(tracker.url).begin() as connection:
        note(connection, Receipt(event, sample["state"], sample["problem"] or "", at), "a")


@pytest.mark.parametrize("name", ["delivery_failed", "delivery_sent"])
def test_what_became_of_a_reply_is_told_once_as_the_wire_shows_it(
    name: str, tracker: Any, relay: Build
) -> None:
    sample = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    failed_late(tracker, "e1", sample)
    with FakeDesk() as fake:
        working = relay(fake)
        for _ in range(3):
            working.step()
        assert fake.told == {"e1": [sample]}


def test_what_became_of_a_reply_waits_for_the_desk_and_holds_up_nothing_when_it_is_refused(
    tracker: Any, relay: Build
) -> None:
    sample = json.loads((WIRE / "delivery_failed.json").read_text("utf-8"))
    for event in ("e1", "e2"):
        failed_late(tracker, event, sample)
    with FakeDesk() as fake:
        working = relay(fake)
        fake.refuse = {"/deliveries/e1": 503}
        working.step()
        assert fake.told == {}
        fake.refuse = {"/deliveries/e1": 404}
        for _ in range(2):
            working.step()
        assert fake.told == {"e2": [sample]}
        assert fake.requests.count(("POST", "/api/v1/deliveries/e1")) == 2
