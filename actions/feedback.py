"""Yes and no: to "did this help?", or without any question before."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.answering import Where, look_up, tell
from actions.base import Events, FanalAction
from actions.deletion import CONFIRM, delete_everything
from actions.place import take_place
from actions.profile_flow import Story, ask_next
from actions.profile_value import Profile
from actions.replies import say
from actions.turn import Turn

#: "Yes, and how much does it cost then?" is a question, "yes thank you very much" is not.
_WORDS_OF_A_QUESTION = 6
#: What a "no" says to the state or notice of the last message.
_DECLINED = {"consent": "utter_profile_declined", CONFIRM: "utter_delete_kept"}


class ActionAffirm(FanalAction):
    """A yes."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_affirm"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Do what the last message asked for; be glad after an answer; otherwise go on."""
        if turn.last_custom.get("state") == "consent":
            agreed = Profile(turn.profile.told, agreed=True)
            story = Story(agreed, turn.region, turn.municipality)
            saved = SlotSet("profile", agreed.as_slot())
            return [saved, *ask_next(turn, dispatcher, story)]
        if turn.last_custom.get("notice") == CONFIRM:
            return await delete_everything(turn, dispatcher)
        told = await _answered_what_it_asks(turn, dispatcher)
        if told is not None:
            return told
        say(dispatcher, "utter_helped" if turn.after_answer else "utter_go_on")
        return []


class ActionDeny(FanalAction):
    """A no."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_deny"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Offer a person after an answer that did not help; otherwise go on."""
        for known, response in _DECLINED.items():
            if known in {turn.last_custom.get("state"), turn.last_custom.get("notice")}:
                say(dispatcher, response)
                return []
        if turn.entities.get("region"):
            # "No, I live in Gent": what was said last was for another place.
            return await take_place(turn, dispatcher)
        told = await _answered_what_it_asks(turn, dispatcher)
        if told is not None:
            return told
        if turn.after_answer and turn.handoff_state != "waiting":
            return await offers.offer(turn, dispatcher, "not_helped")
        say(dispatcher, "utter_go_on")
        return []


async def _answered_what_it_asks(turn: Turn, dispatcher: CollectingDispatcher) -> Events | None:
    if turn.n_words < _WORDS_OF_A_QUESTION:
        return None
    answer = await look_up(turn, turn.text, Where.of(turn))
    if answer.action not in {"answer", "clarify"}:
        return None
    return await tell(turn, dispatcher, turn.text, answer)
