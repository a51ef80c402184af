"""Read articles from their folders; every complaint names file, line and mend."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from knowledge.article import PARTS, Article, Fact, Sentence, Text
from knowledge.asked import load_asked
from knowledge.errors import ArticleError
from knowledge.problems import Problem, ProblemError, read_yaml, yaml_problem

ARTICLE_FILE = "article.yml"
SOURCE_LANGUAGE = "en"

#: The marks after a sentence, and what a line of a list begins with.
MARKS = re.compile(r"((?:\[\^[A-Za-z0-9]+\])+)")
ITEM = re.compile(r"^(?:\d+\.|-)\s+")


def article_folders(articles_dir: Path) -> list[Path]:
    """All folders that hold an article, sorted by id."""
    return sorted(
        (file.parent for file in articles_dir.glob(f"*/*/{ARTICLE_FILE}")), key=lambda p: p.name
    )


def load_articles(articles_dir: Path) -> dict[str, Article]:
    """Read every article that has at least one text, by id.

    Raises:
        ArticleError: The folder is missing or a file cannot be read; names file and line.
    """
    if not articles_dir.is_dir():
        raise ArticleError(
            f"There is no article folder {articles_dir}.", "Set FANAL_ARTICLES to where they are."
        )
    articles = (load_article(folder) for folder in article_folders(articles_dir))
    return {article.id: article for article in articles if article.texts}


def find_folder(articles_dir: Path, identifier: str) -> Path:
    """The folder of one article.

    Raises:
        ArticleError: There is none of that id; names similar ones.
    """
    folders = {folder.name: folder for folder in article_folders(articles_dir)}
    if identifier in folders:
        return folders[identifier]
    similar = get_close_matches(identifier, folders, n=3)
    raise ArticleError(
        f"There is no article {identifier!r}.",
        f"Did you mean {' or '.join(similar)}?" if similar else "See `fanal knowledge status`.",
    )


def load_article(folder: Path, raw: Any = None) -> Article:
    """Read one article folder with all its texts.

    Args:
        folder: Where it lies.
        raw: Its parsed ``article.yml``, if the caller has read it already.

    Raises:
        ProblemError: A file cannot be read; names file and line.
    """
    raw = read_yaml(folder / ARTICLE_FILE) if raw is None else raw
    try:
        article = _article(raw)
    except (KeyError, TypeError, ValueError) as error:
        key = error.args[0] if error.args else error
        raise ProblemError(
            Problem(
                folder / ARTICLE_FILE,
                1,
                f"The key {key!r} is missing or malformed.",
                "See docs/editing.md for the keys of an article.",
            )
        ) from error
    texts = {file.stem: load_text(file) for file in sorted(folder.glob("*.md"))}
    return replace(article, texts=texts, asked=load_asked(folder))


def _article(raw: dict[str, Any]) -> Article:
    review_by = raw["review_by"]
    return Article(
        id=raw["id"],
        domain=raw["domain"],
        regions=tuple(raw["regions"]),
        audience=raw["audience"],
        complexity=raw["complexity"],
        offices=tuple(raw["offices"]),
        related=tuple(raw["related"]),
        review_by=review_by if isinstance(review_by, date) else date.fromisoformat(review_by),
        facts={fact["id"]: Fact(**fact) for fact in raw["facts"]},
        next_step=raw["next_step"],
        terms=tuple(raw.get("terms", ())),
        open_points={point["id"]: point["text"] for point in raw.get("open_points", ())},
    )


def load_text(file: Path) -> Text:
    """Read one ``<language>.md``."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ProblemError(
            Problem(file, 1, "The file is not UTF-8 text.", "Save it as UTF-8.")
        ) from error
    try:
        end = lines.index("---", 1) if lines[:1] == ["---"] else -1
    except ValueError:
        end = -1
    if end < 0:
        raise ProblemError(
            Problem(
                file, 1, "The front matter is missing.", "Begin with --- and close it with ---."
            )
        )
    head = _front_matter(file, lines[1:end])
    return Text(
        language=file.stem,
        title=head["title"],
        questions=tuple(head["questions"]),
        translation=head["translation"],
        source_hash=head.get("source_hash"),
        parts=_parts(file, lines, end + 1),
    )


def _front_matter(file: Path, lines: list[str]) -> dict[str, Any]:
    try:
        head = YAML(typ="safe").load("\n".join(lines))
    except MarkedYAMLError as error:
        raise ProblemError(yaml_problem(file, error, first_line=2)) from error
    for key, kind in (("title", str), ("questions", list), ("translation", str)):
        if not isinstance(head, dict) or not isinstance(head.get(key), kind):
            raise ProblemError(
                Problem(
                    file, 1, f"The front matter needs {key!r}.", "See docs/editing.md for its keys."
                )
            )
    if not all(isinstance(question, str) for question in head["questions"]):
        raise ProblemError(
            Problem(file, 1, "A question is not plain text.", "Quote it: it holds a colon.")
        )
    return dict(head)


def _parts(file: Path, lines: list[str], start: int) -> dict[str, tuple[Sentence, ...]]:
    parts: dict[str, tuple[Sentence, ...]] = {}
    for heading, number, body in _blocks(lines, start):
        if heading not in PARTS or heading in parts:
            raise ProblemError(
                Problem(
                    file,
                    number,
                    f"The heading {heading!r} is unknown or stands twice.",
                    f"Use each of these once: {', '.join('## ' + part for part in PARTS)}.",
                )
            )
        parts[heading] = tuple(
            sentence for offset, line in body for sentence in _sentences(file, offset, line)
        )
    if not parts.get(PARTS[0]):
        raise ProblemError(
            Problem(file, start + 1, "The short answer is missing.", "Add ## short-answer.")
        )
    return parts


def _blocks(lines: list[str], start: int) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
    """Headings with their line number and their non-empty lines."""
    heading, number, body = "", start + 1, list[tuple[int, str]]()
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if line.startswith("## "):
            if heading:
                yield heading, number, body
            heading, number, body = line[3:].strip(), index + 1, []
        elif line:
            body.append((index + 1, line))
    if heading or body:
        yield heading, number, body


def _sentences(file: Path, number: int, line: str) -> Iterator[Sentence]:
    pieces = MARKS.split(ITEM.sub("", line))
    if pieces[-1].strip():
        raise ProblemError(
            Problem(
                file,
                number,
                f"This sentence names no fact: “{pieces[-1].strip()[:60]}”.",
                "Put the marks of its facts after the full stop, for example [^f1].",
            )
        )
    for text, marks in zip(pieces[0::2], pieces[1::2], strict=False):
        yield Sentence(text.strip(), tuple(re.findall(r"\^(\w+)", marks)))


def source_hash(file: Path) -> str:
    """What a translation of this text is stamped with, see :func:`text_hash`."""
    return text_hash(load_text(file))


def text_hash(text: Text) -> str:
    """Twelve hex digits of what a translation is made from: title and body, not the questions."""
    body = [
        text.title,
        *(f"{part}|{s.text}|{s.marks}" for part, ss in text.parts.items() for s in ss),
    ]
    return hashlib.sha256("\n".join(body).encode()).hexdigest()[:12]
