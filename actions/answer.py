"""The main flow: a question, a chosen topic."""

from __future__ import annotations

import asyncio

from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Where, look_up, tell
from actions.base import Events, FanalAction
from actions.knowledge_port import knowledge
from actions.place import is_only_a_place, take_place
from actions.replies import say
from actions.turn import Turn
from knowledge.errors import QueryError


class ActionAnswer(FanalAction):
    """Answers what was asked, asks back, or says that it cannot."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Look the question up; the name of a town after "Where do you live?" is a place."""
        if turn.pending_question and is_only_a_place(turn):
            return await take_place(turn, dispatcher)
        answer = await look_up(turn, turn.text, Where.of(turn))
        return await tell(turn, dispatcher, turn.text, answer)


class ActionAnswerTopic(FanalAction):
    """Tells the topic of a button."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_topic"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Tell it; a topic that no longer exists leads to an open question."""
        article_id = next(iter(turn.entities.get("article", ())), "")
        try:
            answer = await asyncio.to_thread(
                knowledge().article,
                article_id,
                reply_in=turn.reply_in,
                region=turn.region,
                municipality=turn.municipality,
            )
        except QueryError:
            say(dispatcher, "utter_go_on")
            return []
        return await tell(turn, dispatcher, turn.text, answer)
