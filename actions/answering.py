"""From a question to what is said and remembered; used by every flow that may answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events
from actions.knowledge_port import ask
from actions.replies import say, topic_buttons
from actions.settings import settings
from actions.turn import Turn
from knowledge.answer import Answer, Topic
from knowledge.languages import LANGUAGES

#: No-answers in a row after which a person is offered.
_PATIENCE = 2
#: Topics offered when nothing was found; more would be another menu.
_NEAREST = 2
_GO_ON = [{"title": {"say": "utter_profile_go_on"}, "payload": "/tell_profile"}]
#: Two independent judges disagree: the intent says weather or football, the search says it found
#: something. In cross-validation the intent was right 94 times of 100.
_SURE_ENOUGH_OFF_TOPIC = 0.9


@dataclass(frozen=True, slots=True)
class Where:
    """Where the person lives, as far as known."""

    region: str | None
    municipality: str | None

    @classmethod
    def of(cls, turn: Turn) -> Where:
        """The one place that the message names, else what the conversation knows."""
        named = set(turn.entities.get("region", ()))
        if len(named) != 1:
            return cls(turn.region, turn.municipality)
        return cls(named.pop(), next(iter(turn.entities.get("municipality", ())), None))


def moved(where: Where) -> Events:
    """Remember where somebody lives."""
    return [SlotSet("region", where.region), SlotSet("municipality", where.municipality)]


async def look_up(turn: Turn, question: str, where: Where) -> Answer:
    """Ask the articles; a doubtful answer to what looks off topic counts as none."""
    answer = await ask(
        question,
        language=turn.written_in if question == turn.text else None,
        region=where.region,
        municipality=where.municipality,
        reply_in=turn.reply_in,
    )
    off_topic = turn.intent == "out_of_scope" and question == turn.text
    if not off_topic or answer.confidence >= _SURE_ENOUGH_OFF_TOPIC:
        return answer
    found = (Topic(answer.article, answer.title),) if answer.article else ()
    return replace(answer, action="no_answer", topics=(*found, *answer.topics))


async def tell(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    question: str,
    answer: Answer,
    *,
    goes_on: bool = False,
) -> Events:
    """Say the result of a look-up, and remember what the next turn needs.

    Args:
        turn: The turn.
        dispatcher: Collects what is said.
        question: What was answered; a later "how much?" is asked together with it.
        answer: The result.
        goes_on: Whether the message made sense only with what was said before; the topic is named
            then, so that the person sees what was understood.
    """
    if answer.action == "handoff":
        return await offers.offer(turn, dispatcher, "asked")
    # Whoever asks on instead of deciding about the offer has declined it for now.
    events: Events = [*offers.forget(turn), *_first_place(turn)]
    if answer.action == "clarify":
        return [*events, *_ask_back(dispatcher, question, answer)]
    if answer.action == "no_answer":
        return [*events, *await _no_answer(turn, dispatcher, question, answer)]
    text: object = answer.text
    if goes_on:
        about = {"say": "utter_about", "values": {"title": answer.title}}
        text = {"lines": [about, answer.text], "between": "\n\n"}
    say(
        dispatcher,
        _response_for(turn, answer),
        values={"answer": text, "language_name": _name(answer.language)},
        language=answer.language,
        custom=answer.custom(),
        choices=_GO_ON if turn.asking else None,
    )
    return [
        *events,
        SlotSet("topic", answer.article),
        SlotSet("answered_question", turn.without_places if question == turn.text else question),
        SlotSet("pending_question", None),
        SlotSet("no_answer_count", 0),
    ]


def _first_place(turn: Turn) -> Events:
    """Where somebody lives, as far as nothing is known but the place that a question names."""
    named = Where.of(turn)
    if turn.told_region is None and turn.entities.get("region") and named.region:
        return moved(named)
    return []


def _ask_back(dispatcher: CollectingDispatcher, question: str, answer: Answer) -> Events:
    if answer.about == "topic":
        say(dispatcher, "utter_clarify_topic", choices=topic_buttons(answer.topics))
    else:
        say(dispatcher, "utter_clarify_region")
    return [SlotSet("pending_question", question)]


async def _no_answer(
    turn: Turn, dispatcher: CollectingDispatcher, question: str, answer: Answer
) -> Events:
    count = turn.no_answer_count + 1
    events = [
        SlotSet("no_answer_count", count),
        SlotSet("pending_question", None),
        SlotSet("unanswered_question", turn.last_question or question),
    ]
    if count >= _PATIENCE and turn.handoff_state != "waiting":
        return [*events, *await offers.offer(turn, dispatcher, "no_answer")]
    say(
        dispatcher,
        "utter_no_answer",
        # Without the language of the titles: the sentence around them has its own.
        custom={key: answer.custom()[key] for key in ("type", "topics")},
        choices=topic_buttons(answer.topics[:_NEAREST]),
        only=None if settings().learn_from_questions else ["/ask_for_person"],
    )
    return events


def _response_for(turn: Turn, answer: Answer) -> str:
    name = "utter_answer"
    if answer.language != turn.reply_in:
        name += "_other_language"
    if answer.counsellor_likely and turn.handoff_state != "waiting":
        name += "_counsellor"
    return name


def _name(language: str) -> str:
    return LANGUAGES[language].name if language in LANGUAGES else language
