"""Names for the ids of the knowledge room; for pages that need no more of them."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from knowledge.article_loader import article_folders, load_text
from knowledge.errors import KnowledgeError
from knowledge.languages import closest
from knowledge.settings import settings
from knowledge.sources import load_sources

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def _folders() -> dict[str, Path]:
    return {folder.name: folder for folder in article_folders(settings().articles_dir)}


def is_article(article: str) -> bool:
    """Whether there is an article with this id, and so a page of it."""
    return article in _folders()


def article_ids() -> list[str]:
    """Ids of all articles, in order."""
    return list(_folders())


def article_domain(article: str) -> str:
    """The domain of an article, which is the need of a case about it; empty when unknown."""
    folder = _folders().get(article)
    return folder.parent.name if folder is not None else ""


@lru_cache(maxsize=1024)
def article_title(article: str, language: str) -> str:
    """An article's title in the closest language there is; its id when there is no such article.

    The id comes from outside, so it is looked up among the folders and never made into a path.
    Titles are read once: a changed article shows after a restart.
    """
    folder = _folders().get(article)
    if folder is None:
        return article
    chosen = closest(language, sorted(file.stem for file in folder.glob("*.md")))
    if chosen is None:
        return article
    try:
        return load_text(folder / f"{chosen}.md").title
    except KnowledgeError:
        logger.exception("The title of an article could not be read.")
        return article


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    try:
        return {key: source.title for key, source in load_sources().items()}
    except KnowledgeError:
        logger.exception("The titles of the sources could not be read.")
        return {}


def source_title(key: str) -> str:
    """A source's title; its key when it is unknown."""
    return _sources().get(key, key)
