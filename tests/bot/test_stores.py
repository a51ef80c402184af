from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.lock_store import ConversationLocks
from bot.settings import settings
from bot.tracker_store import TrackerStore


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrackerStore:
    monkeypatch.setenv("FANAL_VAR", str(tmp_path))
    monkeypatch.setenv("FANAL_TRACKER_DB", f"sqlite:///{tmp_path / 'deep' / 'tracker.sqlite3'}")
    settings.cache_clear()
    return TrackerStore(domain=Domain.empty())


def save(store: TrackerStore, sender: str, *texts: str) -> None:
    tracker = DialogueStateTracker(sender, [])
    for text in texts:
        tracker.update(UserUttered(text))
    asyncio.run(store.save(tracker))


def ids(path: Path) -> list[int]:
    with sqlite3.connect(path) as db:
        return [row[0] for row in db.execute("SELECT id FROM events ORDER BY id")]


def test_ids_of_erased_events_are_never_given_out_again(
    store: TrackerStore, tmp_path: Path
) -> None:
    path = tmp_path / "deep" / "tracker.sqlite3"
    save(store, "a", "one", "two")
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM events")
    db.close()
    save(store, "b", "three")
    assert ids(path) == [3]


def test_the_relay_may_read_while_the_bot_writes(store: TrackerStore, tmp_path: Path) -> None:
    save(store, "a", "one")
    db = sqlite3.connect(tmp_path / "deep" / "tracker.sqlite3")
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_whoever_asked_to_be_forgotten_is_erased_when_the_turn_is_stored(
    store: TrackerStore, tmp_path: Path
) -> None:
    save(store, "a", "one", "two")
    save(store, "b", "three")
    tracker = DialogueStateTracker("a", [AnySlot("erase", mappings=[{}])])
    tracker.update(UserUttered("delete everything"))
    tracker.update(SlotSet("erase", True))
    asyncio.run(store.save(tracker))
    with sqlite3.connect(tmp_path / "deep" / "tracker.sqlite3") as db:
        left = db.execute("SELECT DISTINCT sender_id FROM events").fetchall()
    db.close()
    assert left == [("b",)]
    assert asyncio.run(store.retrieve("a")) is None


async def _turns(locks: ConversationLocks, sender: str, names: str, log: list[str]) -> None:
    async def turn(name: str) -> None:
        async with locks.lock(sender):
            log.append(f"{name} in")
            await asyncio.sleep(0)
            log.append(f"{name} out")

    await asyncio.gather(*(turn(name) for name in names))


def test_turns_of_one_conversation_do_not_overlap_and_keep_their_order() -> None:
    log: list[str] = []
    asyncio.run(_turns(ConversationLocks(), "a", "123", log))
    assert log == ["1 in", "1 out", "2 in", "2 out", "3 in", "3 out"]


def test_a_turn_that_fails_frees_the_conversation() -> None:
    async def fail_then_go() -> str:
        locks = ConversationLocks()
        try:
            async with locks.lock("a"):
                raise RuntimeError("boom")
        except RuntimeError:
            async with locks.lock("a"):
                return "free"

    assert asyncio.run(fail_then_go()) == "free"


def test_conversations_do_not_wait_for_each_other() -> None:
    async def nested() -> str:
        locks = ConversationLocks()
        async with locks.lock("a"), locks.lock("b"):
            return "both"

    assert asyncio.run(nested()) == "both"
