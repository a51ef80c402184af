"""What is done with a message by its intent when nothing special waits for it."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.base import Events, FanalAction
from actions.feedback import ActionAffirm, ActionDeny
from actions.language import ActionChangeLanguage
from actions.place import ActionPlace
from actions.replies import say
from actions.smalltalk import ActionSmalltalk
from actions.stop import ActionStop
from actions.turn import Turn

_BY_INTENT: dict[str, type[FanalAction]] = {
    "affirm": ActionAffirm,
    "deny": ActionDeny,
    "inform_place": ActionPlace,
    "change_language": ActionChangeLanguage,
    "greet": ActionSmalltalk,
    "thanks": ActionSmalltalk,
    "goodbye": ActionSmalltalk,
    "stop": ActionStop,
}


async def ordinary(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Do what the rules of bot/rules would do; an unknown intent is looked up."""
    if turn.intent == "skip":
        say(dispatcher, "utter_go_on")
        return []
    return await _BY_INTENT.get(turn.intent, ActionAnswer)().take(turn, dispatcher)
