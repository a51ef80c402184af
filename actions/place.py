"""Where the person lives, and the question that waited for it."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Where, look_up, moved, tell
from actions.base import Events, FanalAction
from actions.pathway import PENDING, tell_pathway
from actions.replies import say
from actions.turn import Turn

#: Words of "I live in Sint-Niklaas now" and the like; longer messages ask something as well.
_WORDS_OF_A_PLACE = 6
_WORDS_OF_A_QUESTION = 5
#: Letters beside the place in "and in Brussels?" or "what about Liège?".
_LETTERS_OF_AND_IN = 10
#: Letters beside the place in "no, I live in Gent now", in any language.
_LETTERS_OF_I_LIVE_IN = 20
_ASKS = ("?", "؟", ";", "？", "፧")
#: How "and in …" begins where people leave the question mark out.
_AND = {
    "en": ("and", "what about"), "nl": ("en ",), "fr": ("et ",), "de": ("und ",),
    "ar": ("و",), "tr": ("peki", "ya "), "uk": ("а ", "і "), "ru": ("а ", "и "), "fa": ("و ",),
    "es": ("y ",), "ps": ("او ",), "so": ("iyo ",), "ti": ("ከምኡ",), "pt": ("e ",),
    "ro": ("și ", "si ", "dar "),
}  # fmt: skip


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


def is_bare_place(turn: Turn) -> bool:
    """Whether there is no room for anything but "and in" beside the place."""
    return is_only_a_place(turn) and turn.beside_places <= _LETTERS_OF_AND_IN


async def take_place(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Remember the place; answer what waited for it, or ask once more which place is meant."""
    regions = set(turn.entities.get("region", ()))
    if len(regions) != 1:
        return _which(turn, dispatcher, regions)
    where = Where(
        region=regions.pop(), municipality=next(iter(turn.entities.get("municipality", ())), None)
    )
    if _asks_about(turn, where):
        if _after_pathway(turn) and where.region:
            return await tell_pathway(turn, dispatcher, where.region, where.municipality)
        asked = turn.answered_question or turn.text
        answer = await look_up(turn, asked, where)
        return await tell(turn, dispatcher, asked, answer, goes_on=True)
    told = await _told_again(turn, dispatcher, where)
    if told is None:
        say(dispatcher, "utter_place_noted")
    # What is told may set the place as well; the person's own words come last and win.
    return [*(told or []), *moved(where)]


async def _told_again(turn: Turn, dispatcher: CollectingDispatcher, where: Where) -> Events | None:
    """What changes with the place: the waiting question, the next steps, the last answer."""
    if where.region and (turn.pending_question == PENDING or _after_pathway(turn)):
        return await tell_pathway(turn, dispatcher, where.region, where.municipality)
    if turn.pending_question:
        answer = await look_up(turn, turn.pending_question, where)
        return await tell(turn, dispatcher, turn.pending_question, answer)
    last = turn.answered_question or turn.last_question
    if turn.last_answer and last and where != Where(turn.last_answer["region"], turn.municipality):
        # The last answer was for everywhere, or for another place; offices differ at least.
        answer = await look_up(turn, last, where)
        if answer.action == "answer":
            return await tell(turn, dispatcher, last, answer, goes_on=True)
    if turn.n_words >= _WORDS_OF_A_QUESTION and turn.beside_places > _LETTERS_OF_I_LIVE_IN:
        answer = await look_up(turn, turn.text, where)
        if answer.action == "answer":
            return await tell(turn, dispatcher, turn.text, answer)
    return None


def _asks_about(turn: Turn, where: Where) -> bool:
    """Whether "and in Brussels?" asks about a place, instead of saying where somebody lives."""
    if turn.told_region in {None, where.region} or turn.pending_question or turn.is_payload:
        return False
    if not turn.last_answer and not _after_pathway(turn):
        return False
    text = turn.text.strip().casefold()
    return text.endswith(_ASKS) or text.startswith(_AND.get(turn.reply_in, ()))


def _after_pathway(turn: Turn) -> bool:
    return turn.last_custom.get("type") == "pathway"


def follows_what_depends_on_place(turn: Turn) -> bool:
    """Whether the last message would be another one elsewhere."""
    return turn.last_answer is not None or _after_pathway(turn)


def _which(turn: Turn, dispatcher: CollectingDispatcher, regions: set[str]) -> Events:
    """Ask in which region it is; the question that waits goes on waiting."""
    possible = regions | {r for names in turn.entities.get("place", ()) for r in names}
    only = [f'/inform_place{{"region": "{region}"}}' for region in sorted(possible)]
    say(dispatcher, "utter_place_unclear", only=[*only, "/ask_for_person"] if only else None)
    return []
