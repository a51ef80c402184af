"""Something written while the profile asks: an answer, a skip, a question, or something else."""

from __future__ import annotations

from datetime import date

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Where, look_up
from actions.base import Events, FanalAction
from actions.ordinary import ordinary
from actions.profile_flow import Story, ask_next, keep, place_told, skipped
from actions.profile_questions import BY_KEY, NONE, Question
from actions.profile_reading import read
from actions.profile_value import Told
from actions.replies import say
from actions.turn import Turn

#: A story about one's work is near our topics too, so without a question mark the search has to
#: be very sure before an answer counts as a question.
_SURE_IT_ASKS = 0.9
_SHORT = 3
_ASKS = ("?", "؟", ";", "？", "፧")


class ActionProfileText(FanalAction):
    """Takes what is written as the answer to the question just asked, unless it is none."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_profile_text"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Keep an answer and go on; anything else is done as if nobody had asked."""
        question = _just_asked(turn)
        if question is not None and turn.intent in {"stop", "goodbye"} and turn.n_words <= _SHORT:
            say(dispatcher, "utter_profile_paused", custom={"type": "profile", "state": "paused"})
            return [SlotSet("profile_asking", None)]
        if question is None or await _is_something_else(turn, question):
            return [SlotSet("profile_asking", None), *await ordinary(turn, dispatcher)]
        if question.key == "municipality" and turn.intent != "skip":
            place = place_told(turn)
            return (
                _moved(turn, dispatcher, *place) if place else _nowhere(turn, dispatcher, question)
            )
        return keep(turn, dispatcher, question, _told(turn, question), Story.of(turn))


def _just_asked(turn: Turn) -> Question | None:
    """The question that this message follows; one of an earlier day is no longer waited for."""
    is_asked = turn.last_custom.get("type") == "profile" and not turn.is_payload
    item = turn.last_custom.get("item")
    if turn.is_payload and turn.intent in {"skip", "affirm", "deny"}:
        is_asked = turn.last_custom.get("type") == "profile"
    return BY_KEY.get(item) if is_asked and item and item == turn.asking else None


async def _is_something_else(turn: Turn, question: Question) -> bool:
    if turn.intent == "skip" or (question.key == "municipality" and place_told(turn)):
        return False
    if turn.intent == "change_language" and question.key not in {"languages", "contact_language"}:
        return True
    asks = turn.text.rstrip().endswith(_ASKS)
    if not asks and turn.intent != "ask_question":
        return False
    answer = await look_up(turn, turn.text, Where.of(turn))
    found = answer.action in {"answer", "clarify", "handoff"}
    return found and (asks or answer.confidence >= _SURE_IT_ASKS)


def _told(turn: Turn, question: Question) -> Told:
    today = date.today()
    before = turn.profile.told.get(question.key, Told())
    if turn.intent == "skip":
        return Told(before.codes, before.text, today.isoformat())
    if turn.intent == "deny" and turn.n_words <= _SHORT:
        for code in ("no", NONE):
            if code in question.options and not (question.several and before.codes):
                return Told((code,), at=today.isoformat())
        return Told(before.codes, before.text, today.isoformat())
    if turn.intent == "affirm" and turn.n_words <= _SHORT and "yes" in question.options:
        return Told(("yes",), at=today.isoformat())
    told = read(question, turn.text, today)
    return Told(before.codes, told.text, told.at) if question.several else told


def _moved(
    turn: Turn, dispatcher: CollectingDispatcher, region: str, municipality: str | None
) -> Events:
    place = municipality or {"say": f"utter_profile_region_{region}"}
    story = Story(turn.profile, region, municipality)
    if municipality is None:
        # A region is enough for most answers; which town it is need not be asked twice.
        story = Story(turn.profile.with_answer("municipality", skipped(date.today())), region, None)
    return [
        SlotSet("region", region),
        SlotSet("municipality", municipality),
        SlotSet("profile", story.profile.as_slot()),
        *ask_next(turn, dispatcher, story, noted=("municipality", place)),
    ]


def _nowhere(turn: Turn, dispatcher: CollectingDispatcher, question: Question) -> Events:
    profile = turn.profile.with_answer(question.key, skipped(date.today()))
    story = Story(profile, turn.region, turn.municipality)
    events = ask_next(turn, dispatcher, story, place_unknown=True)
    return [SlotSet("profile", profile.as_slot()), *events]
