"""The questions of the profile: their order, their choices, and when they make sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

#: What counsellors sort a person's story by (the assessment of CRI and Le Forem has these four).
Block = Literal["qualifications", "skills", "career", "needs"]

#: Answers so far: codes by question; own words and skipped questions have none.
Codes = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: Its name; ``utter_profile_ask_<key>`` asks it, ``utter_profile_label_<key>`` names it.
        block: Where the answer stands in the summary for a counsellor.
        options: Codes to choose from; ``utter_profile_<key>_<code>`` says each.
        several: Whether more than one option can be chosen.
        when: Whether to ask, given the answers so far and the region.
    """

    key: str
    block: Block
    options: tuple[str, ...] = ()
    several: bool = False
    when: Callable[[Codes, str | None], bool] = lambda codes, region: True


def _has_diploma(codes: Codes, _: str | None) -> bool:
    return not set(codes.get("education", ())) & {"none", "primary"}


def _foreign_diploma(codes: Codes, region: str | None) -> bool:
    return _has_diploma(codes, region) and codes.get("diploma_country") != ("BE",)


def _in_brussels_not_long(codes: Codes, region: str | None) -> bool:
    # Only there a time limit runs from that date, and only in the first months.
    return region == "brussels" and not set(codes.get("since", ())) & {
        "under_3_years",
        "over_3_years",
    }


#: An option that excludes the others of its question.
NONE = "none"

QUESTIONS: tuple[Question, ...] = (
    Question("municipality", "needs"),
    Question("since", "needs", ("under_6_months", "under_1_year", "under_3_years", "over_3_years")),
    Question("registered", "needs", when=_in_brussels_not_long),
    Question("languages", "skills"),
    Question(
        "education",
        "qualifications",
        ("none", "primary", "secondary", "vocational", "higher"),
    ),
    Question("diploma_country", "qualifications", when=_has_diploma),
    Question(
        "recognised", "qualifications", ("yes", "applied", "no", "unknown"), when=_foreign_diploma
    ),
    Question("experience", "skills"),
    Question("work", "career", ("working", "looking", "studying", "home")),
    Question("goal", "career", ("job", "profession", "language", "study", "business")),
    Question(
        "done",
        "career",
        ("commune", "integration", "language_course", "employment_service", "diploma", NONE),
        several=True,
    ),
    Question(
        "constraints", "needs", ("children", "transport", "hours", "digital", NONE), several=True
    ),
    Question("contact_language", "needs"),
)

BY_KEY: dict[str, Question] = {question.key: question for question in QUESTIONS}
