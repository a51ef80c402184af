"""What a person told about themselves, as the slot ``profile`` keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.profile_questions import BY_KEY, NONE, QUESTIONS, Codes, Question

#: Own words; enough for a working life in keywords.
LONGEST_TEXT = 300
_MOST_CODES = 20
_AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: codes, or own words, or neither when the question was skipped.

    Attributes:
        codes: Options chosen; ``ar:fluent`` for languages, a country, an ISO date or a language.
        text: The person's own words.
        at: Day it was told, ISO; "less than 6 months" is true of that day.
        open: Whether more options may still be chosen.
    """

    codes: tuple[str, ...] = ()
    text: str = ""
    at: str = ""
    open: bool = False

    @property
    def is_skipped(self) -> bool:
        """Whether the question was asked and not answered."""
        return not self.codes and not self.text


@dataclass(frozen=True, slots=True)
class Profile:
    """All answers, by key of the question, and whether the person has agreed to be asked."""

    told: dict[str, Told]
    agreed: bool = False

    @classmethod
    def of(cls, slot: object) -> Profile:
        """Read the slot; whatever has another shape counts as not told."""
        if not isinstance(slot, dict):
            return cls({})
        told = {key: _told(BY_KEY[key], value) for key, value in slot.items() if key in BY_KEY}
        answers = {key: value for key, value in told.items() if value is not None}
        return cls(answers, agreed=bool(answers) or slot.get(_AGREED) is True)

    def as_slot(self) -> dict[str, Any] | None:
        """What the slot keeps; None when nothing was told or agreed to."""
        if not self.told and not self.agreed:
            return None
        answers = {
            key: {"codes": list(told.codes), "text": told.text, "at": told.at, "open": told.open}
            for key, told in self.told.items()
        }
        return {_AGREED: True, **answers}

    def with_answer(self, key: str, told: Told) -> Profile:
        """A copy with one answer more; questions that no longer make sense stay answered."""
        return Profile({**self.told, key: told}, agreed=True)

    @property
    def codes(self) -> Codes:
        """Codes by question."""
        return {key: told.codes for key, told in self.told.items() if told.codes}

    @property
    def answered(self) -> dict[str, Told]:
        """What was really answered, in the order of the questions."""
        keys = (question.key for question in QUESTIONS)
        return {k: self.told[k] for k in keys if k in self.told and not self.told[k].is_skipped}

    def next_question(self, region: str | None, municipality: str | None) -> Question | None:
        """The first question that was never asked and makes sense; nothing is asked twice."""
        for question in QUESTIONS:
            told = self.told.get(question.key)
            if question.key == "municipality" and municipality:
                continue
            if (told is None or told.open) and question.when(self.codes, region):
                return question
        return None


def chosen(question: Question, before: Told | None, code: str, today: date) -> Told:
    """The answer after one more option was pressed."""
    if not question.several:
        return Told((code,), at=today.isoformat())
    if code == NONE:
        # "Nothing of this" when nothing was chosen; "that is all" when something was.
        codes = (before.codes if before else ()) or (NONE,)
        return Told(codes, at=today.isoformat())
    codes = tuple(dict.fromkeys((*(before.codes if before else ()), code)))
    codes = tuple(one for one in codes if one != NONE)
    rest = set(question.options) - {NONE, *codes}
    return Told(codes, before.text if before else "", today.isoformat(), open=bool(rest))


def _told(question: Question, value: object) -> Told | None:
    if not isinstance(value, dict):
        return None
    codes, text, at = value.get("codes"), value.get("text"), value.get("at")
    if not isinstance(codes, list) or not isinstance(text, str) or not isinstance(at, str):
        return None
    # An option that was dropped since has no words any more.
    known = question.options
    kept = [code for code in codes if isinstance(code, str) and (not known or code in known)]
    if question.key == "registered":
        kept = [code for code in kept if _is_date(code)]
    return Told(tuple(kept[:_MOST_CODES]), text[:LONGEST_TEXT], at, value.get("open") is True)


def _is_date(code: str) -> bool:
    try:
        date.fromisoformat(code)
    except ValueError:
        return False
    return True
