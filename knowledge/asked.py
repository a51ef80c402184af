"""How people ask, in their own words and any language: ``asked.yml`` beside an article.

The questions of a text are tidy, and only a language with a text has some. People tell what has
happened to them, do not know the official word, and write in languages that the article is not
translated into. Their words are searched, never shown.

Subjects that people ask about and no article is about have a folder with such a file too, so that a
question about them is known for what it is ("out-of-scope" classes, Larson et al. 2019, "An
Evaluation Dataset for Intent Classification and Out-of-Scope Prediction").
"""

from __future__ import annotations

from pathlib import Path

from knowledge.problems import Problem, ProblemError, read_yaml

ASKED_FILE = "asked.yml"
#: Folder beside the domains, with a folder for each subject that is not ours.
OUT_OF_SCOPE = "out-of-scope"


def out_of_scope_folders(articles_dir: Path) -> list[Path]:
    """The folder of each subject that no article is about, sorted by name."""
    files = articles_dir.glob(f"{OUT_OF_SCOPE}/*/{ASKED_FILE}")
    return sorted((file.parent for file in files), key=lambda folder: folder.name)


def load_asked(folder: Path) -> dict[str, tuple[str, ...]]:
    """The ways of asking in ``folder``, by language; empty without the file.

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
