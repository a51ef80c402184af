"""A message that is nothing but a place is a place, whatever else its letters resemble."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

_PLACES = frozenset({"municipality", "region", "place"})
#: Letters and digits beside the place: room for "in" or "à", not for a question.
_MOST_OTHER_CHARACTERS = 3


def is_nothing_but_a_place(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether places cover a text but for a preposition.

    Args:
        text: The message.
        entities: What was found in it; ``start`` and ``end`` are offsets in ``text``.
    """
    covered = {
        position
        for entity in entities
        if entity["entity"] in _PLACES
        for position in range(entity["start"], entity["end"])
    }
    others = sum(
        character.isalnum() for place, character in enumerate(text) if place not in covered
    )
    return bool(covered) and others <= _MOST_OTHER_CHARACTERS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlaceGuard(GraphComponent, IntentClassifier):
    """Sets the intent ``inform_place`` for bare names of towns, which no classifier knows."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceGuard:
        """The component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrule the classifier for bare places."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith(INTENT_MESSAGE_PREFIX):
                continue
            if is_nothing_but_a_place(text, message.get(ENTITIES, [])):
                intent = {"name": "inform_place", "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages
