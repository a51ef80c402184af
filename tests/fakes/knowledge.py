"""What Fanal knows, made up: answers by question, articles by id."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from knowledge.answer import Answer, Topic
from knowledge.article_loader import load_articles
from knowledge.compose import Composer
from knowledge.errors import QueryError
from knowledge.offices import OfficeFinder, load_offices
from knowledge.places import municipalities
from knowledge.settings import settings
from knowledge.sources import load_sources


def answer(article: str = "some-article", **more: Any) -> Answer:
    """An answer in English, from an article for everywhere."""
    given: dict[str, Any] = {
        "action": "answer",
        "articles": (article,),
        "confidence": 0.95,
        "language": "en",
        "text": f"Text of {article}.",
        "article": article,
        "title": f"Title of {article}",
        "translation": "source",
    }
    return Answer(**{**given, **more})


def other(action: str, **more: Any) -> Answer:
    """A result without an article."""
    given: dict[str, Any] = {
        "action": action,
        "articles": ("near",),
        "confidence": 0.2,
        "language": "en",
        "topics": (Topic("near", "Title of near"),),
    }
    return Answer(**{**given, **more})


@lru_cache(maxsize=1)
def _composer() -> Composer:
    """The real articles: pathways are made of them."""
    chosen = settings()
    return Composer(
        load_articles(chosen.articles_dir),
        load_sources(),
        OfficeFinder(load_offices(chosen.offices_dir), municipalities()),
    )


class FakeKnowledge:
    """Answers what it was told to; everything else with a no-answer. Notes what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.articles: dict[str, Answer] = {}
        self.asked: list[dict[str, Any]] = []
        self.error: Exception | None = None

    @property
    def composer(self) -> Composer:
        return _composer()

    def ask(self, text: str, **known: Any) -> Answer:
        if self.error:
            raise self.error
        self.asked.append({"text": text, **known})
        return self.answers.get(text) or other("no_answer")

    def article(self, article_id: str, **known: Any) -> Answer:
        if article_id not in self.articles:
            raise QueryError("There is no such article.", "Choose another.")
        self.asked.append({"article": article_id, **known})
        return self.articles[article_id]

    def title(self, article_id: str, language: str) -> str | None:
        return f"Title of {article_id} in {language}"
