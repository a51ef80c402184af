"""A message that tells of danger is about danger, whatever else it asks."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.kernel_classifier import DANGER

_LIMIT = 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerGuard(GraphComponent, IntentClassifier):
    """Sets ``report_danger`` where danger is told clearly enough, also beside a question.

    Missing a danger costs more than offering emergency numbers once too often, so the limit lies
    where the classifier alone would still choose something else. It comes after the fallback, which
    must not swallow it.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerGuard:
        """The component; the limits belong to the classifier that measures."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrule the classifier where it measured danger."""
        for message in messages:
            told = float(message.get(DANGER) or 0.0)
            if told >= _LIMIT:
                intent = {"name": "report_danger", "confidence": told}
                others = [
                    other
                    for other in message.get(INTENT_RANKING_KEY, [])
                    if other["name"] != "report_danger"
                ]
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)
        return messages
