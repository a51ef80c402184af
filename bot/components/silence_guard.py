"""A person is never left without an answer."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.policy_base import FixedPolicy

APOLOGY = "utter_technical_problem"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class SilenceGuard(FixedPolicy):
    """Apologises once when an action ran after the person's message and nothing was said.

    Every rule of this assistant is one action that speaks, so silence means that the action or its
    server failed. After the apology the guard listens, so it cannot loop.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above the rules, below the handoff."""
        return {"priority": 15}

    def choose(self, tracker: DialogueStateTracker) -> str | None:
        """The apology, listening after it, or no opinion."""
        if tracker.get_slot("handoff_state") == "active":
            return None
        if tracker.latest_action_name == APOLOGY:
            return str(ACTION_LISTEN_NAME)
        return APOLOGY if _acted_without_a_word(tracker) else None


def _acted_without_a_word(tracker: DialogueStateTracker) -> bool:
    acted = False
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            return False
        if isinstance(event, UserUttered):
            return acted
        if isinstance(event, ActionExecuted):
            acted |= event.action_name not in {
                ACTION_LISTEN_NAME,
                ACTION_SESSION_START_NAME,
            }
    return False
