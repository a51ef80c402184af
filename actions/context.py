"""What "how much?" is about: a question is understood together with the one answered before it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from actions.answering import Where, look_up
from actions.knowledge_port import knowledge
from actions.turn import Turn
from knowledge.answer import Answer
from knowledge.errors import QueryError

#: A question so short that it may lean on the last one, when it leads nowhere alone.
_FEW_WORDS = 5
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, the question it is remembered by, and whether it goes on from the last one."""

    answer: Answer
    question: str
    goes_on: bool


async def find(turn: Turn, where: Where) -> Found:
    """Answer a message alone or together with the last question.

    The classifier tells the two apart by meaning ("and my wife?" names no topic of its own). What
    it takes for a whole question is asked alone first, and together only if that leads nowhere.
    """
    before = turn.answered_question
    if turn.intent == "follow_up" and before and not turn.entities.get("organisation"):
        return Found(await _together(turn, before, where), before, goes_on=True)
    alone = await look_up(turn, turn.text, where)
    may_lean = (
        before
        and alone.action == "no_answer"
        and turn.intent == "ask_question"
        and turn.confidence >= _SURE
        and turn.n_words <= _FEW_WORDS
    )
    if before and may_lean:
        together = await look_up(turn, f"{before} {turn.text}", _where_of_topic(turn, where))
        if together.action in {"answer", "clarify"}:
            return Found(together, before, goes_on=True)
    return Found(alone, turn.text, goes_on=False)


async def _together(turn: Turn, before: str, where: Where) -> Answer:
    place = _where_of_topic(turn, where)
    answer = await look_up(turn, f"{before} {turn.text}", place)
    if not turn.topic or answer.action not in {"answer", "no_answer"}:
        return answer
    if answer.action == "answer" and answer.article != turn.topic:
        return answer
    # Nothing fits better than what was told already: what is asked about it now leads.
    try:
        return await asyncio.to_thread(
            knowledge().article,
            turn.topic,
            reply_in=turn.reply_in,
            region=place.region,
            municipality=place.municipality,
            question=turn.text,
        )
    except QueryError:
        return answer


def _where_of_topic(turn: Turn, where: Where) -> Where:
    """The place named now, else the one that the last answer was for."""
    if turn.entities.get("region") or not turn.last_answer or not turn.last_answer["region"]:
        return where
    region = turn.last_answer["region"]
    return where if region == where.region else Where(region, None)
