"""What the guards share: they overrule the classifiers by a look at the message."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message


class Guard(GraphComponent, IntentClassifier):
    """A component without settings or training that may set the intent of a message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Guard:
        """The component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at each message."""
        for message in messages:
            self.look_at(message)
        return messages

    def look_at(self, message: Message) -> None:
        """Set the intent by :meth:`overrule`, or leave the message as it is."""
        raise NotImplementedError

    @staticmethod
    def overrule(
        message: Message,
        name: str,
        *,
        confidence: float = 1.0,
        others: list[dict[str, Any]] | None = None,
    ) -> None:
        """Give a message an intent; of the ranking only ``others`` stay behind it."""
        intent = {"name": name, "confidence": confidence}
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [intent, *(others or [])], add_to_output=True)
