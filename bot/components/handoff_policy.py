"""The bot is silent while a counsellor is in the conversation."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.policy_base import FixedPolicy

ANSWER_TRANSFER = "answer_transfer"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class HandoffPolicy(FixedPolicy):
    """Listens, whatever is said or pressed, as long as ``handoff_state`` is ``active``.

    But for one button: the answer to the desk's question whether another organisation may get the
    case is the bot's to take.

    The message itself needs no action: it stands in the tracker store, from where the relay brings
    it to the desk.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above all other policies."""
        return {"priority": 20}

    def choose(self, tracker: DialogueStateTracker) -> str | None:
        """``action_listen`` while a counsellor is active, otherwise no opinion."""
        if tracker.get_slot("handoff_state") != "active":
            return None
        message = tracker.latest_message
        pressed = message is not None and message.intent.get("name") == ANSWER_TRANSFER
        if pressed and tracker.latest_action_name == ACTION_LISTEN_NAME:
            return None
        return str(ACTION_LISTEN_NAME)
