"""How far the articles are: which texts there are, in which state, and what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from knowledge.article import PARTS, Article, Text, Translation
from knowledge.article_loader import article_folders, load_article
from knowledge.errors import ArticleError
from knowledge.languages import LANGUAGES
from knowledge.translations import stale

#: ``complete``: all four parts. ``short``: the short answer, perhaps some other part.
Extent = Literal["complete", "short", "missing"]
EXTENTS: tuple[Extent, ...] = ("complete", "short", "missing")


@dataclass(frozen=True, slots=True)
class TextStatus:
    """One article in one language; ``translation`` is None where the text is missing."""

    extent: Extent
    translation: Translation | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """One article: ``texts`` has an entry for each of our languages, in their order."""

    id: str
    title: str
    domain: str
    regions: tuple[str, ...]
    review_by: date
    overdue: bool
    texts: dict[str, TextStatus]


@dataclass(frozen=True, slots=True)
class Status:
    """All articles, planned ones too, sorted by domain and id."""

    articles: tuple[ArticleStatus, ...]
    day: date

    @property
    def domains(self) -> Counter[str]:
        """Articles of each domain."""
        return Counter(article.domain for article in self.articles)

    @property
    def regions(self) -> Counter[str]:
        """Articles that hold in each region; one may count in several."""
        return Counter(region for article in self.articles for region in article.regions)

    @property
    def overdue(self) -> tuple[ArticleStatus, ...]:
        """Articles whose facts should have been looked at again, longest waiting first."""
        late = (article for article in self.articles if article.overdue)
        return tuple(sorted(late, key=lambda article: article.review_by))

    def extents(self, language: str) -> Counter[Extent]:
        """Texts of a language by extent; the values add up to the number of articles."""
        return Counter(article.texts[language].extent for article in self.articles)

    def translated(self, language: str, state: Translation) -> int:
        """Texts of a language in that state of translation."""
        return sum(article.texts[language].translation == state for article in self.articles)

    def stale(self, language: str) -> int:
        """Texts of a language made from an English text that has changed since."""
        return sum(article.texts[language].stale for article in self.articles)


def status_of(articles_dir: Path, today: date) -> Status:
    """Read all articles and count.

    Raises:
        ArticleError: There are no articles, or a file cannot be read; names file and line.
    """
    folders = article_folders(articles_dir)
    if not folders:
        raise ArticleError(
            f"There are no articles in {articles_dir}.", "Set FANAL_ARTICLES to where they are."
        )
    return summarise((load_article(folder) for folder in folders), today)


def summarise(articles: Iterable[Article], today: date) -> Status:
    """The state of these articles on that day."""
    rows = (_article(article, today) for article in articles)
    return Status(tuple(sorted(rows, key=lambda row: (row.domain, row.id))), today)


def _article(article: Article, today: date) -> ArticleStatus:
    outdated = stale(article)
    return ArticleStatus(
        id=article.id,
        title=article.texts["en"].title if "en" in article.texts else article.id,
        domain=article.domain,
        regions=article.regions,
        review_by=article.review_by,
        overdue=article.review_by < today,
        texts={
            code: _text(article.texts.get(code), outdated=code in outdated) for code in LANGUAGES
        },
    )


def _text(text: Text | None, *, outdated: bool) -> TextStatus:
    if text is None:
        return TextStatus("missing")
    whole = all(text.parts.get(part) for part in PARTS)
    return TextStatus("complete" if whole else "short", text.translation, outdated)
