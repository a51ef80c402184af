"""The language of the answers, chosen by a button or by naming it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Where, look_up, tell
from actions.base import Events, FanalAction
from actions.knowledge_port import knowledge
from actions.language_names import named_language
from actions.place import is_only_a_place, take_place
from actions.replies import say
from actions.turn import Turn
from knowledge.errors import QueryError
from knowledge.languages import LANGUAGES, MAIN_LANGUAGES

_SURE = 0.8


class ActionChangeLanguage(FanalAction):
    """Switches the language of the answers for good."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_change_language"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Switch and confirm, and tell the last answer again; ask when no language was named."""
        if is_only_a_place(turn):
            # "German-speaking Community" names a language as well.
            return await take_place(turn, dispatcher)
        pressed = next(iter(turn.entities.get("chosen_language", ())), None)
        if pressed is None and _may_be_a_question(turn):
            answer = await look_up(turn, turn.text, Where.of(turn))
            if answer.action in {"answer", "clarify"}:
                return await tell(turn, dispatcher, turn.text, answer)
        chosen = pressed or named_language(turn.text)
        if chosen is None:
            say(dispatcher, "utter_language_ask", choices=_pickers())
            return []
        say(
            dispatcher,
            "utter_language_changed",
            values={"language_name": LANGUAGES[chosen].name},
            language=chosen,
        )
        remembered = [SlotSet("chosen_language", chosen)]
        if turn.topic and turn.after_answer and turn.reply_in != chosen:
            return [*remembered, *await _again(turn, dispatcher, turn.topic, chosen)]
        return remembered


def _may_be_a_question(turn: Turn) -> bool:
    """Whether "I want to learn Dutch" may be meant.

    In the languages of the training phrases the intent tells the two apart; in others it does not.
    """
    return turn.confidence < _SURE or turn.written_in not in {None, *MAIN_LANGUAGES}


async def _again(turn: Turn, dispatcher: CollectingDispatcher, topic: str, chosen: str) -> Events:
    try:
        answer = await asyncio.to_thread(
            knowledge().article,
            topic,
            reply_in=chosen,
            region=turn.region,
            municipality=turn.municipality,
        )
    except QueryError:
        return []
    if answer.language != chosen:
        return []
    return await tell(replace(turn, reply_in=chosen), dispatcher, turn.text, answer)


def _pickers() -> list[dict[str, str]]:
    return [
        {
            "title": language.name,
            "payload": f"/change_language{json.dumps({'chosen_language': language.code})}",
        }
        for language in LANGUAGES.values()
    ]
