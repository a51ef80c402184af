"""How people ask for an article, in their own words and any language: ``asked.yml`` beside it.

The questions of a text are tidy, and only a language with a text has some. People tell what has
happened to them, do not know the official word, and write in languages that the article is not
translated into. Their words are searched, never shown.
"""

from __future__ import annotations

from pathlib import Path

from knowledge.problems import Problem, ProblemError, read_yaml

ASKED_FILE = "asked.yml"


def load_asked(folder: Path) -> dict[str, tuple[str, ...]]:
    """The ways of asking for the article in ``folder``, by language; empty without the file.

    Raises:
        ProblemError: The file cannot be read.
    """
    file = folder / ASKED_FILE
    if not file.exists():
        return {}
    raw = read_yaml(file)
    if not isinstance(raw, dict) or not all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        for texts in raw.values()
    ):
        raise ProblemError(
            Problem(
                file,
                1,
                "This is not a list of texts for each language.",
                'Write `en:` and below it lines like `- "what people ask"`.',
            )
        )
    return {str(language): tuple(texts) for language, texts in raw.items()}
