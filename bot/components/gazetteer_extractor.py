"""Municipalities and regions that a message names."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.gazetteer import Gazetteer, Place


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GazetteerExtractor(GraphComponent, EntityExtractorMixin):
    """Adds the entities ``municipality``, ``region`` and, for names of several places, ``place``.

    A municipality brings its region along. An ambiguous name sets neither, so that the person is
    asked instead of sent to the wrong office.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerExtractor:
        """The component with the shipped gazetteer."""
        return cls(Gazetteer.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the places of each message, in the order they are named."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith(INTENT_MESSAGE_PREFIX):
                continue
            found = [e for place in self._gazetteer.find(text) for e in _entities(place)]
            if found:
                entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _entities(place: Place) -> list[dict[str, Any]]:
    where = {"start": place.start, "end": place.end}
    if place.region is None:
        return [{"entity": "place", "value": list(place.regions), **where}]
    found = [{"entity": "region", "value": place.region, **where}]
    if place.municipality is not None:
        found.insert(0, {"entity": "municipality", "value": place.municipality, **where})
    return found
