"""Files to fill in: a new article, and a translation that keeps headings and marks.

What is to be replaced stands between ‹ and ›, which no text uses otherwise; the check finds what is
left of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from knowledge.article_loader import (
    ARTICLE_FILE,
    ITEM,
    MARKS,
    SOURCE_LANGUAGE,
    article_folders,
    find_folder,
    load_text,
    text_hash,
)
from knowledge.atomic import write_atomically
from knowledge.errors import ArticleError
from knowledge.languages import LANGUAGES
from knowledge.problems import read_yaml
from knowledge.sources import load_sources

OPEN, CLOSE = "‹", "›"

TERMS_FILE = Path(__file__).with_name("terms.yml")
#: After so many days somebody has to look at the facts of a new article again.
REVIEW_AFTER_DAYS = 365

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_ARTICLE = """\
id: {id}
domain: {domain}
# where the answer is true: flanders, brussels, wallonia, german-community, or federal
regions: [federal]
audience: ‹for whom this is, in one line›
# counsellor-likely: the answer comes with the offer of a person
complexity: self-service
offices: []
# two to four articles that a reader may want next
related: []
review_by: '{review_by}'
terms: []
facts:
  - id: f1
    claim: ‹one claim, in English, as its source says it›
    # a key of knowledge/sources.yml and one of its sections
    source: {source}
    section: {section}
    as_of: {as_of}
    status: current
next_step: ‹whom to see; only bodies that the sources name›
"""

_QUESTIONS = (
    "‹a question as people ask it on a phone›",
    "‹the same need in other words›",
    "‹a short one, without a question mark›",
    "‹one that begins with a person's own situation›",
    "‹one with the official word›",
    "‹one that is a doubt or a rumour›",
)

_TEXT = """\
---
title: {title}
questions:
{questions}
translation: source
---

## short-answer

‹What to know, complete in itself, in three sentences at most.›[^f1]

## steps

1. ‹What to do first.›[^next]

## more

- ‹What else is worth knowing.›[^f1]

## where-to-go

- ‹Place: body.›[^next]
"""


def new_article(
    articles_dir: Path, identifier: str, *, domain: str, title: str, today: date
) -> Path:
    """Make the folder of a new article with an ``article.yml`` and an ``en.md`` to fill in.

    Returns:
        The folder.

    Raises:
        ArticleError: The id is malformed or taken, or the domain unknown (names those there are).
    """
    taken = {folder.name for folder in article_folders(articles_dir)}
    domains = sorted({folder.parent.name for folder in article_folders(articles_dir)})
    folder = articles_dir / domain / identifier
    if not _ID.fullmatch(identifier):
        raise ArticleError(
            f"{identifier!r} cannot be an id.", "Use a-z, 0-9 and single hyphens between words."
        )
    if domain not in domains:
        raise ArticleError(f"There is no domain {domain!r}.", f"Use one of: {', '.join(domains)}.")
    if identifier in taken or folder.exists():
        raise ArticleError(f"There is an article {identifier!r} already.", "Choose another id.")
    folder.mkdir()
    article, text = article_templates(identifier, domain=domain, title=title, today=today)
    write_atomically(folder / ARTICLE_FILE, article.encode())
    write_atomically(folder / f"{SOURCE_LANGUAGE}.md", text.encode())
    return folder


def article_templates(
    identifier: str, *, domain: str, title: str, today: date, questions: Sequence[str] = ()
) -> tuple[str, str]:
    """The texts of ``article.yml`` and ``en.md`` to fill in.

    Args:
        identifier: The article's id.
        domain: Its folder.
        title: Shown above the answer.
        today: Decides when it is to be looked at again.
        questions: As people asked it; they take the place of the first questions to fill in.
    """
    source = max(load_sources().values(), key=lambda source: source.published)
    article = _ARTICLE.format(
        id=identifier,
        domain=domain,
        review_by=today + timedelta(days=REVIEW_AFTER_DAYS),
        source=source.key,
        section=_quoted(min(source.sections)),
        as_of=today.year,
    )
    asked = [_quoted(question) for question in questions]
    lines = "\n".join(f"  - {line}" for line in [*asked, *_QUESTIONS[len(asked) :]])
    return article, _TEXT.format(title=_quoted(title), questions=lines)


def translation_template(articles_dir: Path, identifier: str, language: str) -> Path:
    """Write ``<language>.md``: English sentences to replace, headings and marks as they are.

    Returns:
        The file, stamped with the English text it is to be made from.

    Raises:
        ArticleError: The article, its English text or the language does not exist, or the
            translation does.
    """
    folder = find_folder(articles_dir, identifier)
    source = folder / f"{SOURCE_LANGUAGE}.md"
    if language not in LANGUAGES or language == SOURCE_LANGUAGE:
        others = ", ".join(code for code in LANGUAGES if code != SOURCE_LANGUAGE)
        raise ArticleError(f"{language!r} is no language to translate into.", f"Use: {others}.")
    if not source.is_file():
        raise ArticleError(f"The article {identifier} has no English text.", "Write en.md first.")
    file = folder / f"{language}.md"
    if file.exists():
        raise ArticleError(f"There is a text {file.name} already.", "Edit that file.")
    text = load_text(source)
    lines = [
        "---",
        *_notes(language),
        f"title: {_quoted(_placeholder(text.title))}",
        "questions:",
        *(f"  - {_quoted(_placeholder(question))}" for question in text.questions),
        "translation: draft",
        f"source_hash: '{text_hash(text)}'",
        *_body(source.read_text(encoding="utf-8").splitlines()),
    ]
    write_atomically(file, ("\n".join(lines) + "\n").encode())
    return file


def _notes(language: str) -> Iterator[str]:
    """How the terms are rendered in that language, as comments."""
    name = LANGUAGES[language].name
    yield f"# {name}. Replace what stands in angle quotes; keep headings and marks."
    yield "# Questions are not translated: ask as people of this language would."
    terms = read_yaml(TERMS_FILE)
    yield f"# Terms of knowledge/terms.yml ({SOURCE_LANGUAGE}: {language}):"
    rendered = [f"#   {term}: {of[language]}" for term, of in terms.items() if language in of]
    yield from rendered or ["#   none yet; add those that you settle on"]


def _body(lines: list[str]) -> Iterator[str]:
    """From the end of the front matter on, every sentence as a placeholder."""
    for line in lines[lines.index("---", 1) :]:
        if not line.strip() or line.startswith(("---", "## ")):
            yield line
            continue
        item = ITEM.match(line)
        start = item.group() if item else ""
        pieces = MARKS.split(line.removeprefix(start))
        sentences = zip(pieces[0::2], pieces[1::2], strict=False)
        yield start + " ".join(f"{_placeholder(text)}{marks}" for text, marks in sentences)


def _placeholder(text: str) -> str:
    return f"{OPEN}{text.strip()}{CLOSE}"


def _quoted(text: str) -> str:
    """A YAML scalar that holds any text."""
    return json.dumps(text, ensure_ascii=False)
