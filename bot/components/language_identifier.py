"""Which language a message is written in, and what its sender's channel hints."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.language_id import LanguageIdentifier as Identifier

_FEW_WORDS = 2
_FEW_LETTERS = 20  # for scripts that do not part words


def is_short(text: str) -> bool:
    """Whether a text is too short to switch the language of a conversation."""
    return len(text.split()) <= _FEW_WORDS and len(text) <= _FEW_LETTERS


@DefaultV1Recipe.register(
    # As an extractor that is not trainable it is never run on the training phrases.
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    is_trainable=False,
)
class LanguageIdentifier(GraphComponent, EntityExtractorMixin):
    """Adds the entities ``language``, ``language_hint`` and ``region_hint``.

    ``language`` only when the identifier is sure: "ok", a name or a number says nothing. And one
    short foreign word does not switch a conversation: whoever writes Arabic and says "thanks" goes
    on reading Arabic.
    """

    def __init__(self, identifier: Identifier) -> None:
        self._identifier = identifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """The component with the shipped identifier."""
        return cls(Identifier.load())

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Add what is known about the language of each message."""
        known = tracker.get_slot("language") if "language" in tracker.slots else None
        for message in messages:
            found = self._from_text(message.get(TEXT) or "", known)
            found += self._from_metadata(message.get("metadata") or {})
            if found:
                entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _from_text(self, text: str, known: str | None) -> list[dict[str, Any]]:
        if text.startswith(INTENT_MESSAGE_PREFIX):
            return []
        guess = self._identifier.identify(text)
        if guess.language is None or (known not in {None, guess.language} and is_short(text)):
            return []
        return [
            {
                "entity": "language",
                "value": guess.language,
                "start": 0,
                "end": len(text),
                "confidence_entity": guess.confidence,
            }
        ]

    @staticmethod
    def _from_metadata(metadata: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"entity": f"{key}_hint", "value": metadata[key], "start": 0, "end": 0}
            for key in ("language", "region")
            if metadata.get(key)
        ]
