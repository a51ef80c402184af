"""The profile: told once, with consent, shown, changed and deleted."""

from __future__ import annotations

import json
from datetime import date

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events, FanalAction
from actions.profile_flow import Story, ask, ask_next, keep, rows
from actions.profile_questions import BY_KEY
from actions.profile_value import Profile, chosen
from actions.replies import say
from actions.turn import Turn
from knowledge.languages import LANGUAGES

_STOPPED = [SlotSet("profile_asking", None)]


class ActionTellProfile(FanalAction):
    """The wish to tell about oneself; also goes on where it was left."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_tell_profile"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Ask for consent the first time, then the first question that is open."""
        if turn.profile.agreed:
            return ask_next(turn, dispatcher, Story.of(turn))
        say(dispatcher, "utter_profile_consent")
        return [*offers.forget(turn), *_STOPPED]


class ActionAnswerProfile(FanalAction):
    """A pressed answer, of the question just asked or of one asked long ago."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_profile"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Keep it and go on; a button of an older make changes nothing."""
        question = BY_KEY.get(next(iter(turn.entities.get("item", ())), ""))
        code = next(iter(turn.entities.get("value", ())), "")
        options = () if question is None else question.options
        if question is not None and question.key == "contact_language":
            options = tuple(LANGUAGES)
        if question is None or code not in options:
            say(dispatcher, "utter_unknown_button")
            return []
        told = chosen(question, turn.profile.told.get(question.key), code, date.today())
        return keep(turn, dispatcher, question, told, Story.of(turn))


class ActionShowProfile(FanalAction):
    """What do you know about me?"""

    def name(self) -> str:
        """Name in the domain."""
        return "action_show_profile"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Show everything that is kept."""
        known = rows(turn)
        forgotten = [*offers.forget(turn), *_STOPPED]
        if not known:
            say(dispatcher, "utter_profile_nothing_known")
            return forgotten
        lines = [{"say": "utter_profile_row", "values": row} for row in known]
        say(
            dispatcher,
            "utter_profile_show",
            values={"rows": {"lines": lines}},
            custom={"type": "profile", "state": "shown", "rows": known},
        )
        return forgotten


class ActionChangeProfile(FanalAction):
    """Change one answer."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_change_profile"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Ask which one, or ask that one anew."""
        question = BY_KEY.get(next(iter(turn.entities.get("item", ())), ""))
        if question is None:
            buttons = [_change(row["key"], row["label"]) for row in rows(turn) if _is_asked(row)]
            say(
                dispatcher,
                "utter_profile_change_what" if buttons else "utter_profile_nothing_known",
                choices=buttons or None,
            )
            return [*offers.forget(turn), *_STOPPED]
        told = {key: value for key, value in turn.profile.told.items() if key != question.key}
        story = Story(Profile(told, agreed=True), turn.region, turn.municipality)
        return ask(turn, dispatcher, question, story, state="changing")


class ActionPauseProfile(FanalAction):
    """Enough questions for now."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_pause_profile"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Keep what was told."""
        say(dispatcher, "utter_profile_paused", custom={"type": "profile", "state": "paused"})
        return list(_STOPPED)


class ActionDeleteProfile(FanalAction):
    """Forget what was told about oneself."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_delete_profile"

    async def take(self, turn: Turn, dispatcher: CollectingDispatcher) -> Events:
        """Empty every slot that the profile fills or shows."""
        say(dispatcher, "utter_profile_deleted")
        return [
            *offers.forget(turn),
            *(SlotSet(s, None) for s in ("profile", "profile_asking", "region", "municipality")),
        ]


def _is_asked(row: dict[str, object]) -> bool:
    return row["key"] in BY_KEY


def _change(key: str, label: object) -> dict[str, object]:
    return {"title": label, "payload": f"/change_profile{json.dumps({'item': key})}"}
