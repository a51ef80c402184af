"""Questions and answers as plain pages: for browsers without JavaScript, and for printing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desk.articles.shelf import Column, Entry, all_entries, office_names
from knowledge.languages import LANGUAGES, closest
from knowledge.sources import load_sources

REGIONS = ("flanders", "brussels", "wallonia", "german-community")
#: What the chat offers as themes, by the domains of their articles.
_THEMES = {
    "integration": ("integration-programme", "institutions", "specific-groups"),
    "language": ("language-courses",),
    "diploma": ("diploma-recognition", "skills-validation"),
    "work": (
        "job-services",
        "work-based-training",
        "mentoring-and-coaching",
        "self-employment",
    ),
    "rights": ("work-rights-and-discrimination",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A link to an answer."""

    id: str
    title: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of questions."""

    key: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One article as a newcomer reads it."""

    column: Column
    short_answer: str
    #: Heading and sentences of what follows, in its order.
    parts: tuple[tuple[str, str, tuple[str, ...]], ...]
    offices: tuple[str, ...]
    #: Title of a document, and the year that its facts speak of.
    sources: tuple[tuple[str, int], ...]

    @property
    def is_draft(self) -> bool:
        """Whether nobody has checked this translation, or its source has changed since."""
        return self.column.status in {"draft", "stale"}


@lru_cache(maxsize=1)
def _all_words() -> dict[str, dict[str, str]]:
    file = Path(__file__).with_name("help_words.json")
    words: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return words


def words(language: str) -> Mapping[str, str]:
    """What stands around the answers, by key; ``language`` is one of ``LANGUAGES``."""
    return _all_words()[language]


def chosen_language(wanted: str) -> str:
    """The language asked for if there is such a page, else English."""
    return wanted if wanted in LANGUAGES else "en"


def themes(language: str, region: str | None) -> tuple[Theme, ...]:
    """Questions by theme, in the language or the closest one; ``None`` is every region."""
    entries = all_entries().values()
    held = [e for e in entries if e.columns and (region is None or e.article.holds_in(region))]
    return tuple(
        Theme(key, words(language)[key], _questions(held, domains, language))
        for key, domains in _THEMES.items()
    )


def _questions(
    entries: list[Entry], domains: tuple[str, ...], language: str
) -> tuple[Question, ...]:
    found = [
        Question(entry.article.id, column.title, column.language, column.direction)
        for entry in entries
        if entry.article.domain in domains
        for column in [_column(entry, language)]
    ]
    return tuple(sorted(found, key=lambda question: question.title.casefold()))


def answer(entry: Entry, language: str) -> Answer:
    """An article that has a text, in the language or the closest one."""
    column = _column(entry, language)
    parts = dict(column.parts)
    headings = words(language)
    names, documents = office_names(), load_sources()
    facts = entry.article.facts_of(tuple(s for part in parts.values() for s in part))
    return Answer(
        column,
        " ".join(sentence.text for sentence in parts.pop("short-answer", ())),
        tuple(
            (part, headings[part], tuple(sentence.text for sentence in sentences))
            for part, sentences in parts.items()
        ),
        tuple(names.get(office, office) for office in entry.article.offices),
        tuple(dict.fromkeys((documents[fact.source].title, fact.as_of) for fact in facts)),
    )


def _column(entry: Entry, language: str) -> Column:
    columns = {column.language: column for column in entry.columns}
    return columns[closest(language, columns) or "en"]
