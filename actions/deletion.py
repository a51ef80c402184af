"""Delete my data: asked once more, then done on every server."""

from __future__ import annotations

import logging

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.clients import desk
from actions.errors import DeskError
from actions.replies import say
from actions.turn import Turn

logger = logging.getLogger(__name__)


class ActionDeleteData(FanalAction):
    """The wish to be forgotten."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_delete_data"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Ask once more, because it cannot be undone."""
        say(dispatcher, "utter_delete_confirm", custom={"type": "notice", "notice": CONFIRM})
        return [*offers.forget(turn), SlotSet("profile_asking", None)]


class ActionConfirmDelete(FanalAction):
    """Yes, delete everything."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_confirm_delete"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Do it."""
        return await delete_everything(turn, dispatcher)


#: Notice under which the question stands; a "yes" after it means the same as its button.
CONFIRM = "delete_confirm"


async def delete_everything(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Erase the person at the desk, and have the bot erase its part when the turn ends.

    The desk comes first: when it does not answer, nothing is deleted and the person can try again,
    instead of believing that all is gone.
    """
    try:
        await desk.erase_person(turn.sender)
    except DeskError as error:
        logger.warning("A person could not be erased: %s", error.problem)
        say(dispatcher, "utter_delete_failed", custom={"type": "notice", "notice": CONFIRM})
        return offers.forget(turn)
    say(dispatcher, "utter_delete_done")
    return [SlotSet("erase", True)]
