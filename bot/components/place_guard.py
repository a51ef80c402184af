"""A message that is nothing but a place is a place, whatever else its letters resemble."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.guard_base import Guard

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
class PlaceGuard(Guard):
    """Sets the intent ``inform_place`` for bare names of towns, which no classifier knows."""

    def look_at(self, message: Message) -> None:
        """Overrule the classifier for bare places."""
        text = message.get(TEXT) or ""
        if text.startswith(INTENT_MESSAGE_PREFIX):
            return
        if is_nothing_but_a_place(text, message.get(ENTITIES, [])):
            self.overrule(message, "inform_place")
