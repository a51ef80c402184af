"""The articles as they lie in their folders; the only module of this app that reads knowledge."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.article import PARTS, Article, Sentence, Text
from knowledge.article_loader import article_folders, load_article, source_hash
from knowledge.errors import KnowledgeError
from knowledge.languages import LANGUAGES, closest, direction
from knowledge.offices import load_offices
from knowledge.places import fold
from knowledge.settings import settings

logger = logging.getLogger(__name__)

#: Size and time of change of every file of a folder; another one means: read again.
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """An article in one language."""

    language: str
    direction: str
    title: str
    #: ``source``, ``draft``, ``reviewed``, or ``stale`` when the English text has changed since.
    status: str
    questions: tuple[str, ...]
    #: Key of :data:`PARTS` and its sentences, in the order of the parts.
    parts: tuple[tuple[str, tuple[Sentence, ...]], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its columns: main languages first, then the others, English foremost."""

    article: Article
    columns: tuple[Column, ...]
    #: What the search box looks in.
    words: str

    @property
    def drafts(self) -> int:
        """How many translations nobody has reviewed, or that are older than their source."""
        return sum(column.status in {"draft", "stale"} for column in self.columns)

    def title(self, language: str) -> str:
        """The title in ``language`` or the closest one; the id of a planned article."""
        titles = {column.language: column.title for column in self.columns}
        code = closest(language, titles)
        return titles[code] if code else self.article.id


def all_entries() -> dict[str, Entry]:
    """Every article that can be read, by id; only changed ones are read again."""
    entries = (_entry(folder, _stamp(folder)) for folder in _folders())
    return {entry.article.id: entry for entry in entries if entry}


def one_entry(article_id: str) -> Entry | None:
    """One article, or None.

    The id comes from outside, so it is looked up among the folders and never made into a path.
    """
    folder = next((folder for folder in _folders() if folder.name == article_id), None)
    return _entry(folder, _stamp(folder)) if folder else None


def search(*, words: str, domain: str, region: str, entries: dict[str, Entry]) -> list[Entry]:
    """Entries whose titles, in any language, or id hold all words; empty filters let all pass."""
    wanted = fold(words).split()
    return [
        entry
        for entry in entries.values()
        if domain in ("", entry.article.domain)
        and (not region or region in entry.article.regions)
        and all(word in entry.words for word in wanted)
    ]


@lru_cache(maxsize=1)
def office_names() -> dict[str, str]:
    """What people call each office."""
    try:
        return {office.id: office.short for office in load_offices(settings().offices_dir).values()}
    except KnowledgeError:
        logger.exception("The names of the offices could not be read.")
        return {}


def _folders() -> list[Path]:
    return article_folders(settings().articles_dir)


def _stamp(folder: Path) -> Stamp:
    stats = ((file.name, file.stat()) for file in sorted(folder.iterdir()))
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


@lru_cache(maxsize=2048)
def _entry(folder: Path, stamp: Stamp) -> Entry | None:
    try:
        article = load_article(folder)
        source = source_hash(folder / "en.md") if "en" in article.texts else None
    except KnowledgeError:
        # An editor may be in the middle of something; the other articles are shown.
        logger.exception("An article could not be read.")
        return None
    order = [*LANGUAGES, *sorted(set(article.texts) - set(LANGUAGES))]
    columns = tuple(_column(article.texts[code], source) for code in order if code in article.texts)
    words = " ".join([article.id.replace("-", " "), *(column.title for column in columns)])
    return Entry(article, columns, fold(f"{article.id} {words}"))


def _column(text: Text, source: str | None) -> Column:
    stale = text.translation != "source" and text.source_hash not in (None, source)
    return Column(
        language=text.language,
        direction=direction(text.language),
        title=text.title,
        status="stale" if stale else text.translation,
        questions=text.questions,
        parts=tuple((part, text.parts[part]) for part in PARTS if part in text.parts),
    )
