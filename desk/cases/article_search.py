"""Articles beside the reply: found as the assistant finds them, read in two languages at once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from knowledge.errors import KnowledgeError
from knowledge.languages import direction
from knowledge.settings import settings

if TYPE_CHECKING:
    from knowledge.answer import Answer
    from knowledge.answering import Question
    from knowledge.document import Hit

logger = logging.getLogger(__name__)

#: Articles offered.
OFFERED = 5
#: Longer than any question; what is typed beyond it is not looked at.
LONGEST = 300
#: Sources named under an answer.
SOURCES = 3


class Answers(Protocol):
    """What of :class:`knowledge.answering.Answerer` the desk needs."""

    def understand(self, text: str) -> Question:
        """What a question says about itself."""
        ...

    def search(self, question: Question) -> list[Hit]:
        """The articles found, best first."""
        ...

    def article(
        self, article_id: str, *, reply_in: str, region: str | None, municipality: str | None
    ) -> Answer:
        """The answer that one article gives."""
        ...


class SearchUnavailableError(Exception):
    """Index or encoder cannot be loaded; the log says why, and the articles can be leafed in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A short answer in one language."""

    text: str
    language: str
    direction: str
    #: ``source``, ``reviewed``, ``draft`` or empty.
    status: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One article: for the counsellor to understand, for the newcomer to read."""

    article: str
    title: str
    own: Reading
    theirs: Reading
    sources: tuple[str, ...]

    @property
    def insertion(self) -> str:
        """What goes into the reply."""
        lines = [self.theirs.text]
        if self.sources:
            lines += ["", *(f"— {source}" for source in self.sources)]
        return "\n".join(lines)


_lock = Lock()
_loaded: list[Answers] = []


def answers() -> Answers:
    """The one that searches; loaded by the first search, because it needs memory.

    Raises:
        SearchUnavailableError: If it cannot be loaded; the next search tries again.
    """
    # Not at the top: FAISS and the runtime of the encoder are of no use before the first search.
    from knowledge.answering import Answerer  # noqa: PLC0415

    with _lock:
        if not _loaded:
            try:
                _loaded.append(Answerer.load(settings()))
            except KnowledgeError as error:
                logger.exception("The search over articles could not be loaded.")
                raise SearchUnavailableError from error
        return _loaded[0]


def find_articles(words: str, *, own: str, theirs: str, region: str, town: str) -> list[Offer]:
    """The articles that answer a question, best first, at most :data:`OFFERED`.

    Args:
        words: A question or some words, in any language.
        own: Language of the counsellor's page.
        theirs: The newcomer's language.
        region: The newcomer's region, or nothing.
        town: The newcomer's municipality, or nothing.

    Raises:
        SearchUnavailableError: If the search cannot be loaded.
    """
    source = answers()
    hits = source.search(source.understand(words[:LONGEST]))
    found = [
        offer(hit.id, own=own, theirs=theirs, region=region, town=town) for hit in hits[:OFFERED]
    ]
    return [one for one in found if one is not None]


def offer(article: str, *, own: str, theirs: str, region: str, town: str) -> Offer | None:
    """One article in both languages; ``None`` when there is no such article.

    Raises:
        SearchUnavailableError: If the articles cannot be loaded.
    """
    source = answers()
    place = {"region": region or None, "municipality": town or None}
    try:
        mine = source.article(article, reply_in=own, **place)
        answer = source.article(article, reply_in=theirs, **place)
    except KnowledgeError:
        return None
    titles = (f"{ref.title} ({ref.as_of})" for ref in answer.sources)
    return Offer(
        article=article,
        title=mine.title,
        own=_reading(mine),
        theirs=_reading(answer),
        sources=tuple(dict.fromkeys(titles))[:SOURCES],
    )


def _reading(answer: Answer) -> Reading:
    return Reading(
        answer.text, answer.language, direction(answer.language), answer.translation or ""
    )
