"""The one door to what Fanal knows."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Protocol

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.compose import Composer
from knowledge.pathways import PathFinder, load_pathways
from knowledge.settings import settings


class Knowledge(Protocol):
    """What actions need of :class:`knowledge.answering.Answerer`."""

    @property
    def composer(self) -> Composer:
        """What puts articles into words."""
        ...

    def ask(
        self,
        text: str,
        *,
        language: str | None = None,
        region: str | None = None,
        municipality: str | None = None,
        reply_in: str | None = None,
    ) -> Answer:
        """Answer a question."""
        ...

    def article(
        self,
        article_id: str,
        *,
        reply_in: str,
        region: str | None = None,
        municipality: str | None = None,
        question: str = "",
    ) -> Answer:
        """Tell one article."""
        ...

    def title(self, article_id: str, language: str) -> str | None:
        """An article's title."""
        ...


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Loaded once, at the start of the server.

    Raises:
        KnowledgeError: Encoder, index or articles cannot be used.
    """
    return Answerer.load(settings())


@lru_cache(maxsize=1)
def paths() -> PathFinder:
    """Next steps and themes, over the same articles.

    Raises:
        KnowledgeError: The file of pathways cannot be used.
    """
    return PathFinder(load_pathways(settings().pathways_file), knowledge().composer)


async def ask(
    text: str,
    *,
    language: str | None,
    region: str | None,
    municipality: str | None,
    reply_in: str,
) -> Answer:
    """Answer a question in a thread, so that other people's actions go on meanwhile."""
    return await asyncio.to_thread(
        knowledge().ask,
        text,
        language=language,
        region=region,
        municipality=municipality,
        reply_in=reply_in,
    )


def domain_of(article_id: str) -> str | None:
    """The domain of an article, as its folder says; None if there is no such article."""
    found = next(settings().articles_dir.glob(f"*/{article_id}/article.yml"), None)
    return found.parent.parent.name if found else None
