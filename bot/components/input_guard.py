"""Messages that cannot be understood by anyone get an intent of their own."""

from __future__ import annotations

import unicodedata

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.guard_base import Guard

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
class InputGuard(Guard):
    """Overrules the classifiers for empty, too long and wordless messages.

    As a component it works for every channel alike. It refuses nothing by itself: while a
    counsellor is in the conversation the intent is ignored and the words reach the counsellor.
    """

    def look_at(self, message: Message) -> None:
        """Set the technical intent where there is one."""
        text = message.get(TEXT) or ""
        if text.startswith(INTENT_MESSAGE_PREFIX):
            return
        if (name := technical_intent(text)) is not None:
            self.overrule(message, name)
