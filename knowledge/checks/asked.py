"""Whether the ways of asking can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.article import Article
from knowledge.asked import ASKED_FILE
from knowledge.checks.lines import line_of_text
from knowledge.languages import LANGUAGES
from knowledge.problems import Problem

#: A story and its question. What is longer says little about any one article.
MAX_CHARACTERS = 400


def check_asked(folder: Path, article: Article) -> Iterator[Problem]:
    """Problems of ``asked.yml``: unknown languages, and texts that are empty, too long or twice."""
    file = folder / ASKED_FILE
    for language, texts in article.asked.items():
        if language not in LANGUAGES:
            yield Problem(
                file,
                line_of_text(file, f"{language}:"),
                f"{language!r} is not one of our languages.",
                "Use the code of one of them.",
            )
        known = article.texts[language].questions if language in article.texts else ()
        seen = {same_question(question) for question in known}
        for text in texts:
            if not any(letter.isalnum() for letter in text) or len(text) > MAX_CHARACTERS:
                yield Problem(
                    file,
                    line_of_text(file, text[:40]),
                    f"“{text[:40]}” has {len(text)} characters.",
                    f"Write what somebody would ask, in at most {MAX_CHARACTERS}.",
                )
            elif same_question(text) in seen:
                yield Problem(
                    file,
                    line_of_text(file, text[:40]),
                    f"“{text}” stands twice in this article.",
                    "Take one of them out.",
                )
            seen.add(same_question(text))


def same_question(text: str) -> str:
    """Equal for questions that differ in nothing but case, spaces and the mark at the end."""
    return " ".join(text.casefold().split()).rstrip(" ?؟.!")
