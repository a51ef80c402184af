"""What one thing a question asks for (hours, an age, a price …) and which sentences tell it.

Questions are recognised by phrases of fifteen languages (``data/languages/asked_things.yml``), in
Latin letters also by their sound. Sentences are recognised in English: an article says the same,
sentence by sentence, in every language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, cast, get_args

from ruamel.yaml import YAML

from knowledge.settings import ROOT
from knowledge.sound import sound
from knowledge.words import fold

Kind = Literal["hours", "age", "level", "cost", "duration", "waiting", "deadline", "contact"]

THINGS_FILE = ROOT / "data" / "languages" / "asked_things.yml"

_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SPAN = rf"{_NUMBER} (?:(?:to|and|or) {_NUMBER} )?"
_TIME = r"(?:months?|weeks?|days?|years?)\b"
_LIMIT = (
    rf"\bwithin {_SPAN}{_TIME}|\bat the latest\b|\bhave {_SPAN}{_TIME}|{_SPAN}{_TIME} after arrival"
)
#: How an English sentence tells each kind; ``contact`` is told by its part instead.
_TOLD: dict[Kind, re.Pattern[str]] = {
    "hours": re.compile(rf"\b{_NUMBER} (?:to {_NUMBER} )?hours?\b|\bhow many hours\b"),
    "age": re.compile(
        r"\b(?:over|under|aged?) \d\d\b(?! (?:months|weeks|people))"
        r"|\b\d\d or (?:older|over|younger)\b|\b\d\d (?:to|and) \d\d\b(?! (?:hours|months|%))"
        r"|\b\d\d years old\b"
    ),
    "level": re.compile(
        r"(?<!below )\b[ABC][12]\b|\bwhich level (?!you want)"
        r"|\b(?:how much|basic) (?:Dutch|French)\b(?! you know)"
    ),
    "cost": re.compile(
        r"\b(?:is|was|were|and) free\b|\bit costs\b|\bthey cost\b|\bcost nothing\b|\bprices?\b"
        r"|\bcosts money\b|\b(?:course|licence|training|membership) costs\b"
    ),
    "duration": re.compile(rf"\b{_SPAN}{_TIME}|\bhow long (?:it|they) takes?\b"),
    "waiting": re.compile(r"\bwaiting times?\b|\bhow long you wait\b|\bhow long it takes today\b"),
    "deadline": re.compile(_LIMIT),
}
#: Lengths of time that do not say how long something takes: conditions, figures, limits.
_NO_DURATION = re.compile(
    rf"{_LIMIT}|residence permit|(?:lived|years|legally) in Belgium|stay longer|%"
    rf"|\bevery {_NUMBER}\b|\bafter (?:its )?{_SPAN}|\blast {_NUMBER} years"
    r"|not continued|not to go on|unemployed|a week\b|cannot last|from the day"
)
#: Sounds are few: one that is shorter stands in many sentences.
_SURE_SOUND = 6
_BY_SOUND = ("ar", "fa", "ps", "ru", "uk", "ti")
_GAP = r"(?:\W+\w+){0,4}?"


def asked_for(question: str) -> tuple[Kind, ...]:
    """Kinds of things that ``question`` asks for, the one asked last first; mostly none or one."""
    text = _folded(question)
    phrases = _phrases()
    ends = {
        kind: max(found.end() for found in pattern.finditer(text))
        for kind, pattern in phrases.items()
        if pattern.search(text) and not (kind in _otherwise() and _otherwise()[kind].search(text))
    }
    if not ends and text.isascii():
        sounded = f" {sound(question)} "
        ends = {k: sounded.rfind(s) for s, k in _sounds().items() if s in sounded}
    if "waiting" in ends:
        ends.pop("duration", None)
    if "deadline" in ends:
        ends.pop("duration", None)
    return tuple(sorted(ends, key=lambda kind: -ends[kind]))


def tells(sentence: str, kind: Kind) -> bool:
    """Whether an English ``sentence`` of an article tells a thing of this kind."""
    if not touches(sentence, kind):
        return False
    return kind != "duration" or not _NO_DURATION.search(sentence)


def touches(sentence: str, kind: Kind) -> bool:
    """Like :func:`tells`, but in doubt yes: a length of time that is a condition counts."""
    return kind in _TOLD and bool(_TOLD[kind].search(sentence))


def _folded(text: str) -> str:
    return fold(text).replace("ı", "i").replace("’", "'")


@lru_cache(maxsize=1)
def _things() -> dict[str, dict[str, list[str]]]:
    return cast("dict[str, dict[str, list[str]]]", YAML(typ="safe").load(THINGS_FILE))


@lru_cache(maxsize=1)
def _phrases() -> dict[Kind, re.Pattern[str]]:
    things = _things()
    return {
        kind: _any_of([phrase for listed in things[kind].values() for phrase in listed])
        for kind in get_args(Kind)
    }


@lru_cache(maxsize=1)
def _otherwise() -> dict[str, re.Pattern[str]]:
    return {kind: _any_of(phrases) for kind, phrases in _things()["otherwise"].items()}


@lru_cache(maxsize=1)
def _sounds() -> dict[str, Kind]:
    """Sounds of the phrases of languages that have a script of their own."""
    things = _things()
    sounds: dict[str, Kind] = {}
    for kind in get_args(Kind):
        for phrase in (p for code in _BY_SOUND for p in things[kind].get(code, ())):
            sounded = sound(phrase)
            if "*" not in phrase and len(sounded.replace(" ", "")) >= _SURE_SOUND:
                sounds[f" {sounded} "] = kind
    return sounds


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{_pattern(phrase)})(?!\w)" for phrase in phrases))


def _pattern(phrase: str) -> str:
    """``*`` alone stands for up to four words, at the end of a word for any ending."""
    pattern = ""
    for word in _folded(phrase).split():
        if word == "*":
            pattern += _GAP
            continue
        ending = r"\w*" if word.endswith("*") else ""
        pattern += (r"\W+" if pattern else "") + re.escape(word.rstrip("*")) + ending
    return pattern
