"""Help without saying with what: a short menu by theme."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.answering import Where, look_up, tell
from actions.base import Events, FanalAction
from actions.knowledge_port import paths
from actions.replies import say, topic_buttons
from actions.turn import Turn

#: "I need help with my diploma from Syria" says with what; then it is a question.
_WORDS_OF_A_QUESTION = 5
_SURE = 0.8


class ActionHelp(FanalAction):
    """The menu of themes."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_help"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Show it, unless the message says what it is about."""
        if turn.n_words >= _WORDS_OF_A_QUESTION:
            answer = await look_up(turn, turn.text, Where.of(turn))
            if answer.action in {"answer", "clarify"} and answer.confidence >= _SURE:
                return await tell(turn, dispatcher, turn.text, answer)
        say(dispatcher, "utter_help")
        return offers.forget(turn)


class ActionTheme(FanalAction):
    """The topics of one theme."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_theme"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Offer them as buttons; a theme that no longer exists leads to the menu."""
        theme = next(iter(turn.entities.get("theme", ())), "")
        topics = paths().theme(theme, language=turn.reply_in, region=turn.region)
        if topics:
            say(dispatcher, "utter_theme", choices=topic_buttons(topics))
        else:
            say(dispatcher, "utter_help")
        return offers.forget(turn)
