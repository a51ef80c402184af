"""Places, organisations, languages, countries, professions, levels and statuses that are named."""

from __future__ import annotations

from collections.abc import Iterator
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
from knowledge.named import Named, NamedThings

#: A language that is named is none that a message is written in: ``language`` means that one.
_ENTITIES = {"language": "named_language"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GazetteerExtractor(GraphComponent, EntityExtractorMixin):
    """Adds ``municipality``, ``postal_code``, ``region`` and, for ambiguous names, ``place``.

    And ``organisation``, ``named_language``, ``country``, ``profession``,
    ``cefr_level`` and ``residence_status``, whose values are the ids of ``data/lookups/ids.json``.
    A municipality brings its region along. An ambiguous name sets neither, so that the person is
    asked instead of sent to the wrong office.
    """

    def __init__(self, gazetteer: Gazetteer, things: NamedThings) -> None:
        self._gazetteer = gazetteer
        self._things = things

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerExtractor:
        """The component with the shipped lists."""
        return cls(Gazetteer.load(), NamedThings.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message names, places first, each kind in the order it is named."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith(INTENT_MESSAGE_PREFIX):
                continue
            found = [e for place in self._gazetteer.find(text) for e in _of_place(place)]
            found += [_of_thing(named) for named in self._things.find(text)]
            if found:
                entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _of_place(place: Place) -> Iterator[dict[str, Any]]:
    where = {"start": place.start, "end": place.end}
    if place.postal_code is not None:
        yield {"entity": "postal_code", "value": place.postal_code, **where}
    if place.region is None:
        yield {"entity": "place", "value": list(place.regions), **where}
        return
    if place.municipality is not None:
        yield {"entity": "municipality", "value": place.municipality, **where}
    yield {"entity": "region", "value": place.region, **where}


def _of_thing(named: Named) -> dict[str, Any]:
    entity = _ENTITIES.get(named.kind, named.kind)
    return {"entity": entity, "value": named.value, "start": named.start, "end": named.end}
