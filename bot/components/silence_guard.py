"""A turn ends after one action, and never in silence."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.policy_base import FixedPolicy

APOLOGY = "utter_technical_problem"
_NOT_ACTING = frozenset({ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME})


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class SilenceGuard(FixedPolicy):
    """Listens once something was said; apologises, once, when an action said nothing.

    Every rule of this assistant is one action that speaks. So silence after it means that the
    action or its server failed, and a second action would be a loop: an action may change the very
    slots that its rule asked for, after which no rule says what comes next.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above the rules, below the handoff."""
        return {"priority": 15}

    def choose(self, tracker: DialogueStateTracker) -> str | None:
        """Listening, the apology, or no opinion while nothing was done yet."""
        actions, spoke = _since_last_message(tracker)
        if not actions or tracker.get_slot("handoff_state") == "active":
            return None
        return str(ACTION_LISTEN_NAME) if spoke or APOLOGY in actions else APOLOGY


def _since_last_message(tracker: DialogueStateTracker) -> tuple[set[str], bool]:
    """Actions since the person's last message, and whether anything was said."""
    actions: set[str] = set()
    spoke = False
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return actions, spoke
        if isinstance(event, BotUttered):
            spoke = True
        elif isinstance(event, ActionExecuted) and event.action_name not in _NOT_ACTING:
            actions.add(event.action_name)
    return set(), False
