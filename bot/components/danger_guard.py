"""A message that tells of danger is about danger, whatever else it asks."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.guard_base import Guard
from bot.components.kernel_classifier import DANGER

_INTENT = "report_danger"
_LIMIT = 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerGuard(Guard):
    """Sets ``report_danger`` where danger is told clearly enough, also beside a question.

    Missing a danger costs more than offering emergency numbers once too often, so the limit lies
    where the classifier alone would still choose something else. It comes after the fallback, which
    must not swallow it.
    """

    def look_at(self, message: Message) -> None:
        """Overrule the classifier where it measured danger."""
        told = float(message.get(DANGER) or 0.0)
        if told >= _LIMIT:
            ranking = message.get(INTENT_RANKING_KEY, [])
            others = [other for other in ranking if other["name"] != _INTENT]
            self.overrule(message, _INTENT, confidence=told, others=others)
