"""The main flow: a question, a chosen topic."""

from __future__ import annotations

import asyncio

from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.answering import Where, tell
from actions.base import Events, FanalAction
from actions.context import find
from actions.knowledge_port import knowledge
from actions.place import (
    follows_what_depends_on_place,
    is_bare_place,
    is_only_a_place,
    take_place,
)
from actions.replies import say, topic_buttons
from actions.turn import Turn
from knowledge.answer import Answer
from knowledge.errors import QueryError

#: The same words so often were not answered, whatever the search found.
_OFTEN = 3


class ActionAnswer(FanalAction):
    """Answers what was asked, asks back, or says that it cannot."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Look it up; a bare town is a place, and the same words a third time need other help."""
        if turn.pending_question and is_only_a_place(turn):
            return await take_place(turn, dispatcher)
        if follows_what_depends_on_place(turn) and is_bare_place(turn):
            return await take_place(turn, dispatcher)
        found = await find(turn, Where.of(turn))
        if turn.times >= _OFTEN and turn.topic and found.answer.article == turn.topic:
            return await _repeated(turn, dispatcher, found.answer)
        return await tell(turn, dispatcher, found.question, found.answer, goes_on=found.goes_on)


async def _repeated(turn: Turn, dispatcher: CollectingDispatcher, answer: Answer) -> Events:
    if turn.times > _OFTEN:
        return await offers.offer(turn, dispatcher, "not_helped")
    say(dispatcher, "utter_repeated", choices=topic_buttons(answer.topics))
    return offers.forget(turn)


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
        return await tell(turn, dispatcher, answer.title, answer)
