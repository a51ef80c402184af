"""Text that a template put there to be replaced must not reach a newcomer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.article import Article, Text
from knowledge.article_loader import ARTICLE_FILE
from knowledge.checks.lines import line_of_text
from knowledge.problems import Problem
from knowledge.scaffold import CLOSE, OPEN


def check_placeholders(folder: Path, article: Article) -> Iterator[Problem]:
    """Complaints about files of which a part is still to be written, one for each file."""
    yield from _in_file(folder / ARTICLE_FILE, _of_article(article))
    for code, text in article.texts.items():
        yield from _in_file(folder / f"{code}.md", _of_text(text))


def _in_file(file: Path, wordings: Iterable[str]) -> Iterator[Problem]:
    waiting = sum(OPEN in wording or CLOSE in wording for wording in wordings)
    if waiting:
        places = "place waits" if waiting == 1 else "places wait"
        yield Problem(
            file,
            line_of_text(file, OPEN),
            f"{waiting} {places} to be written.",
            f"Replace what stands between {OPEN} and {CLOSE}, and these two signs.",
        )


def _of_article(article: Article) -> Iterator[str]:
    yield article.audience
    yield article.next_step
    yield from article.terms
    yield from article.open_points.values()
    for fact in article.facts.values():
        yield fact.claim


def _of_text(text: Text) -> Iterator[str]:
    yield text.title
    yield from text.questions
    for sentences in text.parts.values():
        yield from (sentence.text for sentence in sentences)
