"""What is written after the bot asked for a phone number or an e-mail address is taken as one."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.policy_base import FixedPolicy

KEEP = "action_keep_contact"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class ContactPolicy(FixedPolicy):
    """Hands the next written message to :data:`KEEP`, whatever its intent.

    A phone number has no intent of its own. Buttons and danger go their own way.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Below the handoff, above the guard of silence and the rules."""
        return {"priority": 18}

    def choose(self, tracker: DialogueStateTracker) -> str | None:
        """The action that keeps it, or no opinion."""
        message = tracker.latest_message
        if message is None or not tracker.get_slot("contact_asked"):
            return None
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            return None
        pressed = (message.text or "").startswith("/")
        return None if pressed or message.intent.get("name") == "report_danger" else KEEP
