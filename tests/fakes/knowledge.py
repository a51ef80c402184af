"""What Fanal knows, made up: answers by question, articles by id."""

from __future__ import annotations

from typing import Any

from knowledge.answer import Answer, Topic
from knowledge.errors import QueryError


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


class FakeKnowledge:
    """Answers what it was told to; everything else with a no-answer. Notes what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.articles: dict[str, Answer] = {}
        self.asked: list[dict[str, Any]] = []
        self.error: Exception | None = None

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
