"""Actions are run as the server runs them: a tracker in, messages and slots out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge_port
from actions.base import FanalAction
from actions.settings import settings
from tests.fakes.knowledge import FakeKnowledge


class Result:
    """What an action said (name of the response and what fills it) and which slots it set."""

    def __init__(self, messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
        self.said = [message["response"] for message in messages]
        self.fill = [message.get("fill") or {} for message in messages]
        self.slots = {event["name"]: event["value"] for event in events}


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKnowledge]:
    fake = FakeKnowledge()
    monkeypatch.setattr(knowledge_port.Answerer, "load", lambda _: fake)
    knowledge_port.knowledge.cache_clear()
    yield fake
    knowledge_port.knowledge.cache_clear()


def tracker(
    text: str,
    *,
    intent: str = "ask_question",
    confidence: float = 0.95,
    entities: dict[str, Any] | None = None,
    found: list[dict[str, Any]] | None = None,
    before: list[dict[str, Any]] | None = None,
    **slots: Any,
) -> Tracker:
    """A conversation that has just received ``text``."""
    found = found or [{"entity": name, "value": v} for name, v in (entities or {}).items()]
    parsed = {"intent": {"name": intent, "confidence": confidence}, "entities": found}
    message = {"text": text, **parsed}
    user = {"event": "user", "text": text, "parse_data": parsed}
    return Tracker.from_dict(
        {
            "sender_id": "somebody",
            "slots": slots,
            "latest_message": message,
            "events": [*(before or []), user],
            "latest_event_time": 1.0,
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
            "stack": [],
        }
    )


@pytest.fixture
def run(known: FakeKnowledge) -> Run:
    def run_action(action: FanalAction, text: str, **more: Any) -> Result:
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action.run(dispatcher, tracker(text, **more), {}))
        return Result(dispatcher.messages, events)

    return run_action
