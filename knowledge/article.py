"""What an article is: facts with their sources, and texts whose every sentence names its facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["current", "superseded", "planned", "statistic"]
Translation = Literal["source", "draft", "reviewed"]

REGIONS = ("flanders", "brussels", "wallonia", "german-community")
#: True everywhere in Belgium.
FEDERAL = "federal"

SHORT_ANSWER, STEPS, MORE, WHERE_TO_GO = "short-answer", "steps", "more", "where-to-go"
PARTS = (SHORT_ANSWER, STEPS, MORE, WHERE_TO_GO)

#: Marks that are not facts: the article's ``next_step``, and a sentence that claims nothing.
NEXT_MARK, NO_CLAIM_MARK = "next", "0"


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim and where it stands.

    Attributes:
        id: ``f1``, ``f2`` … within the article.
        claim: The claim, in English.
        source: Key of ``sources.yml``.
        section: Heading path in that document.
        as_of: Year the claim speaks of.
        status: ``superseded`` facts are history, ``planned`` ones announced but unconfirmed.
    """

    id: str
    claim: str
    source: str
    section: str
    as_of: int
    status: Status


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item, with the ids of the facts it rests on."""

    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article in one language. ``parts`` maps each of :data:`PARTS` present to its sentences."""

    language: str
    title: str
    questions: tuple[str, ...]
    translation: Translation
    source_hash: str | None
    parts: dict[str, tuple[Sentence, ...]]

    @property
    def short_answer(self) -> str:
        """The short answer as one paragraph."""
        return " ".join(sentence.text for sentence in self.parts[SHORT_ANSWER])


@dataclass(frozen=True, slots=True)
class Article:
    """One article: facts, and the same text in several languages.

    ``asked`` holds by language how people ask for it, see :mod:`knowledge.asked`.
    """

    id: str
    domain: str
    regions: tuple[str, ...]
    audience: str
    complexity: Literal["self-service", "counsellor-likely"]
    offices: tuple[str, ...]
    related: tuple[str, ...]
    review_by: date
    facts: dict[str, Fact]
    next_step: str
    terms: tuple[str, ...] = ()
    open_points: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def counsellor_likely(self) -> bool:
        """Whether the answer should come with the offer of a person."""
        return self.complexity == "counsellor-likely"

    def holds_in(self, region: str) -> bool:
        """Whether the article is true for somebody who lives in ``region``."""
        return region in self.regions or FEDERAL in self.regions

    def facts_of(self, sentences: tuple[Sentence, ...]) -> tuple[Fact, ...]:
        """The facts that sentences rest on, in order of first use."""
        marks = dict.fromkeys(mark for sentence in sentences for mark in sentence.marks)
        return tuple(self.facts[mark] for mark in marks if mark in self.facts)
