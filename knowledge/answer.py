"""What is said to a person, and on what it rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.article import Translation
from knowledge.decision import Action, Unclear
from knowledge.languages import direction


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A place in a source document."""

    key: str
    title: str
    section: str
    as_of: int


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office as a person sees it."""

    id: str
    name: str
    does: str
    web: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article to unfold; ``heading`` is a key that every reader's side translates."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """An article to offer."""

    article: str
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a question.

    Attributes:
        action: What to do.
        articles: Ids found, best first, at most ten.
        confidence: Calibrated probability that the first article answers, 0.0 to 1.0.
        language: Language of ``text`` (of the titles offered, when there is no text).
        text: The short answer, after a blank line below the one sentence that was asked for, if
            another part of the article holds it; empty unless the action is ``answer``.
        article: Id of the article answered with.
        title: Its title.
        region: The region that was answered for.
        municipality: The municipality that the question named or that was known.
        translation: Status of the text.
        sources: What the text rests on.
        offices: Whom to see, surest first.
        offices_certain: False when ``offices`` are candidates.
        sections: The article's other parts in ``language``.
        topics: Related articles after an answer, else the nearest ones.
        about: What to ask back; None unless the action is ``clarify``.
        counsellor_likely: Whether a person should be offered along with the answer.
    """

    action: Action
    articles: tuple[str, ...]
    confidence: float
    language: str
    text: str = ""
    article: str | None = None
    title: str = ""
    region: str | None = None
    municipality: str | None = None
    translation: Translation | None = None
    sources: tuple[SourceRef, ...] = ()
    offices: tuple[OfficeCard, ...] = ()
    offices_certain: bool = True
    sections: tuple[Section, ...] = ()
    topics: tuple[Topic, ...] = ()
    about: Unclear | None = None
    counsellor_likely: bool = False

    def custom(self) -> dict[str, Any]:
        """The ``custom`` object of docs/wire.md for this action."""
        common: dict[str, Any] = {
            "type": self.action,
            "language": self.language,
            "dir": direction(self.language),
        }
        topics = [_topic(topic) for topic in self.topics]
        if self.action == "clarify":
            return {**common, "about": self.about}
        if self.action == "no_answer":
            return {**common, "topics": topics}
        if self.action == "handoff":
            return common
        return {
            **common,
            "article": self.article,
            "title": self.title,
            "region": self.region,
            "confidence": round(self.confidence, 4),
            "translation": self.translation,
            "sources": [
                {"key": s.key, "title": s.title, "section": s.section, "as_of": s.as_of}
                for s in self.sources
            ],
            "offices": [
                {"id": o.id, "name": o.name, "does": o.does, "web": o.web} for o in self.offices
            ],
            "sections": [{"heading": s.heading, "text": s.text} for s in self.sections],
            "related": topics,
        }


def _topic(topic: Topic) -> dict[str, str]:
    return {"article": topic.article, "title": topic.title}
