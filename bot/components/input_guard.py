"""Messages that cannot be understood by anyone get an intent of their own."""

from __future__ import annotations

import unicodedata
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

#: Characters of the longest message that is answered (docs/wire.md).
LONGEST_MESSAGE = 4000


def technical_intent(text: str) -> str | None:
    """``empty``, ``too_long`` or ``no_words`` for a text without usable content, otherwise none."""
    stripped = text.strip()
    if not stripped:
        return "empty"
    if len(stripped) > LONGEST_MESSAGE:
        return "too_long"
    if not any(unicodedata.category(character)[0] in "LN" for character in stripped):
        return "no_words"
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class InputGuard(GraphComponent, IntentClassifier):
    """Overrules the classifiers for empty, too long and wordless messages.

    As a component it works for every channel alike. It refuses nothing by itself: while a
    counsellor is in the conversation the intent is ignored and the words reach the counsellor.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InputGuard:
        """The component; it has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the technical intent where there is one."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith(INTENT_MESSAGE_PREFIX):
                continue
            name = technical_intent(text)
            if name is not None:
                intent = {"name": name, "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages
