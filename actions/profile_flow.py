"""Asks the profile's questions one by one; every answer is kept at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.base import Events
from actions.profile_questions import NONE, Question
from actions.profile_reading import shown
from actions.profile_value import Profile, Told
from actions.replies import say
from actions.turn import Turn
from knowledge.languages import LANGUAGES

#: Languages that most counsellors write, after those of the person.
_OFFICES_WRITE = ("nl", "fr", "de", "en")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of a person after this turn's answer."""

    profile: Profile
    region: str | None
    municipality: str | None

    @classmethod
    def of(cls, turn: Turn) -> Story:
        """What was known before."""
        return cls(turn.profile, turn.region, turn.municipality)


def keep(
    turn: Turn, dispatcher: CollectingDispatcher, question: Question, told: Told, story: Story
) -> Events:
    """Keep an answer and go on; whoever was changing one thing is asked nothing more."""
    story = Story(story.profile.with_answer(question.key, told), story.region, story.municipality)
    saved = [SlotSet("profile", story.profile.as_slot())]
    noted = None
    if not told.is_skipped and not told.open:
        noted = (question.key, shown(question.key, told, turn.reply_in))
    if turn.last_custom.get("state") == "changing" and not told.open:
        return [*saved, *_changed(turn, dispatcher, noted)]
    return [*saved, *ask_next(turn, dispatcher, story, noted=noted)]


def ask_next(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    story: Story,
    *,
    noted: tuple[str, object] | None = None,
    place_unknown: bool = False,
) -> Events:
    """Ask the first open question, or say that there is none left.

    Args:
        turn: The turn.
        dispatcher: Collects what is said.
        story: What is known by now.
        noted: Key and value of the answer just given, said back so that a slip is seen.
        place_unknown: Whether the answer just given was no place of Belgium.
    """
    question = story.profile.next_question(story.region, story.municipality)
    values: dict[str, Any] = {}
    name = "utter_profile"
    if noted is not None:
        name += "_noted"
        values = {"label": _label(noted[0]), "value": noted[1]}
    if question is None:
        say(dispatcher, f"{name}_finished", values=values, custom={"type": "profile"})
        return [*offers.forget(turn), SlotSet("profile_asking", None)]
    response = "utter_profile_place_unknown" if place_unknown else f"{name}_question"
    return ask(turn, dispatcher, question, story, response=response, values=values)


def ask(
    turn: Turn,
    dispatcher: CollectingDispatcher,
    question: Question,
    story: Story,
    *,
    response: str = "utter_profile_question",
    values: dict[str, Any] | None = None,
    state: str = "asking",
) -> Events:
    """Ask one question; an offer of a person that was not answered is taken back."""
    say(
        dispatcher,
        response,
        values={**(values or {}), "question": {"say": f"utter_profile_ask_{question.key}"}},
        choices=_choices(turn, question, story.profile),
        custom={"type": "profile", "state": state, "item": question.key},
    )
    return [*offers.forget(turn), SlotSet("profile_asking", question.key)]


def place_told(turn: Turn) -> tuple[str, str | None] | None:
    """Region and municipality that a message names, if it names one place."""
    regions = set(turn.entities.get("region", ()))
    if len(regions) != 1:
        return None
    return regions.pop(), next(iter(turn.entities.get("municipality", ())), None)


def rows(turn: Turn) -> list[dict[str, Any]]:
    """Everything known about a person, as rows for the person: label and value as NLG parts."""
    known: list[tuple[str, object]] = []
    if turn.municipality:
        known.append(("municipality", turn.municipality))
    if turn.told_region:
        known.append(("region", {"say": f"utter_profile_region_{turn.told_region}"}))
    known += [
        (key, shown(key, told, turn.reply_in))
        for key, told in turn.profile.answered.items()
        if key != "municipality"
    ]
    return [{"key": key, "label": _label(key), "value": value} for key, value in known]


def skipped(today: date) -> Told:
    """A question that was asked and not answered; it is not asked again."""
    return Told(at=today.isoformat())


def _changed(
    turn: Turn, dispatcher: CollectingDispatcher, noted: tuple[str, object] | None
) -> Events:
    if noted is None:
        say(dispatcher, "utter_go_on")
    else:
        values = {"label": _label(noted[0]), "value": noted[1]}
        say(dispatcher, "utter_profile_noted", values=values, custom={"type": "profile"})
    return [*offers.forget(turn), SlotSet("profile_asking", None)]


def _label(key: str) -> dict[str, str]:
    return {"say": f"utter_profile_label_{key}"}


def _choices(turn: Turn, question: Question, profile: Profile) -> list[dict[str, Any]]:
    before = profile.told.get(question.key, Told()).codes
    if question.key == "contact_language":
        spoken = (code.partition(":")[0] for code in profile.codes.get("languages", ()))
        codes = dict.fromkeys((turn.reply_in, *spoken, *_OFFICES_WRITE))
        return [
            _button(question.key, code, LANGUAGES[code].name) for code in codes if code in LANGUAGES
        ]
    left = [code for code in question.options if code not in before]
    return [_button(question.key, code, _title(question, code, before)) for code in left]


def _title(question: Question, code: str, before: tuple[str, ...]) -> dict[str, str]:
    if code == NONE and before and question.several:
        return {"say": "utter_profile_done_choosing"}
    return {"say": f"utter_profile_{question.key}_{code}"}


def _button(key: str, code: str, title: object) -> dict[str, Any]:
    return {
        "title": title,
        "payload": f"/answer_profile{json.dumps({'item': key, 'value': code})}",
    }
