"""Whether the ways of asking can be searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from knowledge.article import REGIONS
from knowledge.asked import ASKED_FILE
from knowledge.checks.lines import line_of_text
from knowledge.languages import LANGUAGES
from knowledge.problems import Problem

#: A story and its question. What is longer says little about any one article.
MAX_CHARACTERS = 400
_EVERYWHERE = frozenset(REGIONS)


def check_asked(
    folder: Path, asked: Mapping[str, Sequence[str]], questions: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Problems of ``asked.yml``: unknown languages, and texts that are empty, too long or twice.

    Args:
        folder: Where it stands.
        asked: What it holds, by language.
        questions: Those of the article there, by language.
    """
    file = folder / ASKED_FILE
    for language, texts in asked.items():
        if language not in LANGUAGES:
            yield Problem(
                file,
                line_of_text(file, f"{language}:"),
                f"{language!r} is not one of our languages.",
                "Use the code of one of them.",
            )
        seen = {same_question(question) for question in questions.get(language, ())}
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
                    f"“{text}” stands twice here.",
                    "Take one of them out.",
                )
            seen.add(same_question(text))


def check_shared(
    asked: Mapping[Path, Sequence[str]], regions: Mapping[Path, frozenset[str]]
) -> Iterator[Problem]:
    """The same question in two folders sends people to either by chance.

    Unless where they live decides: articles that no region has in common may share one.

    Args:
        asked: All that is asked for, by the file it stands in.
        regions: Where what stands in a folder holds; a folder that is not there holds everywhere.
    """
    met: dict[str, list[Path]] = {}
    for file, questions in asked.items():
        here = regions.get(file.parent, _EVERYWHERE)
        for question in questions:
            others = met.setdefault(same_question(question), [])
            shared = (
                other.parent.name
                for other in others
                if other.parent != file.parent and here & regions.get(other.parent, _EVERYWHERE)
            )
            if name := next(shared, None):
                yield Problem(
                    file,
                    line_of_text(file, question[:40]),
                    f"The question “{question}” also stands in {name}.",
                    "Let it stand in one of them.",
                )
            others.append(file)


def same_question(text: str) -> str:
    """Equal for questions that differ in nothing but case, spaces and the mark at the end."""
    return " ".join(text.casefold().split()).rstrip(" ?؟.!")
