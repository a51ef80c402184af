"""The bot is silent while a counsellor is in the conversation."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.policy_base import FixedPolicy


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class HandoffPolicy(FixedPolicy):
    """Listens, whatever is said or pressed, as long as ``handoff_state`` is ``active``.

    The message itself needs no action: it stands in the tracker store, from where the relay brings
    it to the desk.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above all other policies."""
        return {"priority": 20}

    def choose(self, tracker: DialogueStateTracker) -> str | None:
        """``action_listen`` while a counsellor is active, otherwise no opinion."""
        return ACTION_LISTEN_NAME if tracker.get_slot("handoff_state") == "active" else None
