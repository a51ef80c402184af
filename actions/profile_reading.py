"""Reads an answer that was written instead of pressed; own words are always an answer."""

from __future__ import annotations

import re
from datetime import date

from actions.profile_names import country_name, language_name, named
from actions.profile_questions import Question
from actions.profile_value import LONGEST_TEXT, Told

_CEFR = re.compile(r"\b([ABCАВС][12])\b", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("АВС", "ABC")
#: Parts of a list of languages; a level belongs to the languages of its part.
_PARTS = re.compile(r"[,;،؛/\n•]+")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_EARLIEST_YEAR = 1950


def read(question: Question, text: str, today: date) -> Told:
    """An answer in own words, with codes as far as they are certain.

    Args:
        question: What was asked; not the municipality, which the gazetteer reads.
        text: What was written; not empty.
        today: A date after it is no date of the past.
    """
    own = " ".join(text.split())[:LONGEST_TEXT]
    if question.key == "registered":
        return Told(_date(own, today), own, today.isoformat())
    reader = _READERS.get(question.key)
    return Told(reader(own) if reader else (), own, today.isoformat())


def shown(key: str, told: Told, reader: str) -> object:
    """An answer for a reader: a text, or what the bot's catalogues make of it."""
    named_by = {"diploma_country": country_name, "contact_language": language_name}
    if key in named_by and told.codes:
        return ", ".join(named_by[key](code, reader) for code in told.codes)
    if key == "registered" and told.codes:
        year, month, day = told.codes[0].split("-")
        return f"{day}/{month}/{year}"
    if key == "languages" or not told.codes:
        return told.text
    options: list[object] = [{"say": f"utter_profile_{key}_{code}"} for code in told.codes]
    return {"lines": [*options, told.text] if told.text else options, "between": ", "}


def in_english(key: str, told: Told) -> str:
    """The same in plain English, for a desk that does not know the codes."""
    if key in {"diploma_country", "contact_language", "registered"}:
        return str(shown(key, told, "en"))
    if key == "languages":
        names = [_language_with_level(code) for code in told.codes]
        return f"{', '.join(names)} – {told.text}" if names else told.text
    words = [code.replace("_", " ") for code in told.codes]
    return ", ".join([*words, told.text] if told.text else words)


def _language_with_level(code: str) -> str:
    language, _, level = code.partition(":")
    return " ".join(filter(None, (language_name(language, "en"), level)))


def _languages(text: str) -> tuple[str, ...]:
    codes: dict[str, str] = {}
    for part in _PARTS.split(text):
        words = part.split()
        levels = [(i, match[1]) for i, word in enumerate(words) if (match := _CEFR.search(word))]
        found = named("languages", part)
        for place, code in found:
            # "Kurdish and Turkish B1": the level stands behind its languages, or before the first.
            behind = [level for i, level in levels if i > place]
            first = [level for i, level in levels if i < found[0][0]]
            level = (behind or first or [""])[0].upper().translate(_LOOK_ALIKE)
            codes.setdefault(code, f"{code}:{level}" if level else code)
    return tuple(codes.values())[:10]


def _country(text: str) -> tuple[str, ...]:
    codes = [code for _, code in named("territories", text)]
    return (codes[0],) if len(codes) == 1 else ()


def _contact_language(text: str) -> tuple[str, ...]:
    return tuple(code for _, code in named("languages", text))[:3]


def _date(text: str, today: date) -> tuple[str, ...]:
    if match := _YEAR_FIRST.search(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.search(text):
        day, month, year = map(int, match.groups())
    else:
        return ()
    try:
        read_date = date(year, month, day)
    except ValueError:
        return ()
    return (read_date.isoformat(),) if year >= _EARLIEST_YEAR and read_date <= today else ()


_READERS = {
    "languages": _languages,
    "diploma_country": _country,
    "contact_language": _contact_language,
}
