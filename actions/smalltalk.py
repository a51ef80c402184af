"""Greetings and thanks; a question in the same message is answered instead."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Where, look_up, tell
from actions.base import Events, FanalAction
from actions.replies import say
from actions.turn import Turn

_WORDS_OF_A_QUESTION = 4
_RESPONSES = {"greet": "utter_greet", "thanks": "utter_thanks", "goodbye": "utter_goodbye"}


class ActionSmalltalk(FanalAction):
    """Greets back, unless the greeting came with a question."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_smalltalk"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Answer or greet."""
        if turn.n_words >= _WORDS_OF_A_QUESTION:
            answer = await look_up(turn, turn.text, Where.of(turn))
            if answer.action in {"answer", "clarify"}:
                return await tell(turn, dispatcher, turn.text, answer)
        say(dispatcher, _RESPONSES.get(turn.intent, "utter_greet"))
        return []
