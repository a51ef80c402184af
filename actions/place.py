"""Where the person lives, and the question that waited for it."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Where, look_up, tell
from actions.base import Events, FanalAction
from actions.replies import say
from actions.turn import Turn

#: Words of "I live in Sint-Niklaas now" and the like; longer messages ask something as well.
_WORDS_OF_A_PLACE = 6
_WORDS_OF_A_QUESTION = 5


class ActionPlace(FanalAction):
    """Remembers a place and answers the question that waited for it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_place"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Take the place in."""
        return await take_place(turn, dispatcher)


def is_only_a_place(turn: Turn) -> bool:
    """Whether a message names a place and hardly anything else."""
    named = turn.entities.get("region") or turn.entities.get("place")
    return bool(named) and not turn.is_payload and turn.n_words <= _WORDS_OF_A_PLACE


async def take_place(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Remember the place; answer what waited for it, or ask once more which place is meant."""
    regions = set(turn.entities.get("region", ()))
    if len(regions) != 1:
        return _which(turn, dispatcher, regions)
    where = Where(
        region=regions.pop(), municipality=next(iter(turn.entities.get("municipality", ())), None)
    )
    remembered = [SlotSet("region", where.region), SlotSet("municipality", where.municipality)]
    if turn.pending_question:
        answer = await look_up(turn, turn.pending_question, where)
        return [*remembered, *await tell(turn, dispatcher, turn.pending_question, answer)]
    if turn.last_answer and turn.last_question and turn.last_answer["region"] != where.region:
        # The last answer was for everywhere, or for another region; offices differ at least.
        answer = await look_up(turn, turn.last_question, where)
        if answer.action == "answer":
            return [*remembered, *await tell(turn, dispatcher, turn.last_question, answer)]
    if turn.n_words >= _WORDS_OF_A_QUESTION:
        answer = await look_up(turn, turn.text, where)
        if answer.action == "answer":
            return [*remembered, *await tell(turn, dispatcher, turn.text, answer)]
    say(dispatcher, "utter_place_noted")
    return remembered


def _which(turn: Turn, dispatcher: CollectingDispatcher, regions: set[str]) -> Events:
    """Ask in which region it is; the question that waits goes on waiting."""
    possible = regions | {r for names in turn.entities.get("place", ()) for r in names}
    only = [f'/inform_place{{"region": "{region}"}}' for region in sorted(possible)]
    say(dispatcher, "utter_place_unclear", only=[*only, "/ask_for_person"] if only else None)
    # Rasa took the last of several regions for the truth.
    return [SlotSet("region", None), SlotSet("municipality", None)] if regions else []
