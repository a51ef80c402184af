"""The trained model with real rules, texts and actions, in one process and without a network."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import model, tensorflow_stub
from bot.settings import ROOT, Settings, prepare_environment, settings
from knowledge.settings import settings as knowledge_settings
from tests.fakes.knowledge import FakeKnowledge

prepare_environment(settings())
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import skops.io  # noqa: F401 - slow when it comes after Rasa

    tensorflow_stub.install([])
    import rasa.core.agent
    import rasa.core.processor
    from rasa.core.channels.channel import UserMessage
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain
    from rasa_sdk.executor import ActionExecutor

    from bot.channels.output import CollectedMessages
    from bot.lock_store import ConversationLocks
    from bot.nlg import CatalogueNLG


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of these sources: the stored one if it is current, else one trained now."""
    if not (knowledge_settings().encoder_dir / "manifest.json").exists():
        pytest.skip("The encoder is missing; build it with `fanal encoder build`.")
    chosen: Settings = settings()
    if model.is_current(chosen, model.fingerprint(encoder=knowledge_settings().encoder)):
        return model.model_path(chosen)
    folder = tmp_path_factory.mktemp("models")
    subprocess.run(
        [sys.executable, "-c", _TRAIN.format(folder=str(folder))],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder / "fanal.tar.gz"


_TRAIN = """
from dataclasses import replace
from pathlib import Path
from bot.settings import settings
from bot.train import train
train(replace(settings(), models_dir=Path({folder!r})), force=True)
"""


class LocalActions:
    """Runs actions in this process where Rasa would post to the action server."""

    url = "local"

    def __init__(self) -> None:
        self.kwargs: dict[str, Any] = {}
        self.down = False
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, json: dict[str, Any], **_: Any) -> Any:
        if self.down:
            raise ConnectionError("The action server is down.")
        return await self._executor.run(json)


class Conversation:
    """One person talking."""

    def __init__(self, agent: Any, actions: LocalActions, sender: str) -> None:
        self.agent = agent
        self.actions = actions
        self.sender = sender

    def say(self, text: str, **metadata: str) -> list[dict[str, Any]]:
        output = CollectedMessages()
        message = UserMessage(text, output, self.sender, input_channel="rest", metadata=metadata)
        asyncio.run(self.agent.handle_message(message))
        return output.messages

    def tracker(self) -> Any:
        return asyncio.run(self.agent.tracker_store.retrieve(self.sender))

    def age(self) -> None:
        """A month goes by."""
        tracker = self.tracker()
        for event in tracker.events:
            event.timestamp -= 30 * 24 * 3600
        asyncio.run(self.agent.tracker_store.save(tracker))

    def set(self, **slots: Any) -> None:
        from rasa.shared.core.events import SlotSet

        tracker = self.tracker()
        tracker.update_with_events([SlotSet(k, v) for k, v in slots.items()], self.agent.domain)
        asyncio.run(self.agent.tracker_store.save(tracker))


@pytest.fixture(scope="session")
def agent(trained: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded = rasa.core.agent.Agent.load(
            trained,
            generator=CatalogueNLG(),
            tracker_store=InMemoryTrackerStore(Domain.empty()),
            lock_store=ConversationLocks(),
            action_endpoint=LocalActions(),
        )
    return loaded


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKnowledge]:
    from actions import knowledge_port
    from actions.settings import settings as actions_settings

    # A port at which nobody listens: the desk is down unless a test says otherwise.
    monkeypatch.setenv("FANAL_DESK_URL", "http://127.0.0.1:9")
    actions_settings.cache_clear()
    fake = FakeKnowledge()
    monkeypatch.setattr(knowledge_port.Answerer, "load", lambda _: fake)
    knowledge_port.knowledge.cache_clear()
    knowledge_port.paths.cache_clear()
    yield fake
    knowledge_port.knowledge.cache_clear()
    knowledge_port.paths.cache_clear()
    actions_settings.cache_clear()


@pytest.fixture
def talk(agent: Any, known: FakeKnowledge) -> Callable[[str], Conversation]:
    actions = agent.processor.action_endpoint
    actions.down = False
    return lambda sender: Conversation(agent, actions, sender)
