"""In which languages an article must speak, and with which parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.article import PARTS, Article
from knowledge.languages import LANGUAGES, MAIN_LANGUAGES
from knowledge.problems import Problem

#: The country's languages and the source: what a counsellor can read beside the newcomer. The
#: other languages may give the short answer alone.
FULL_LANGUAGES = ("en", "nl", "fr", "de")


def check_coverage(folder: Path, article: Article) -> Iterator[Problem]:
    """Complaints about languages and parts that are missing from an article with texts.

    Title, questions and short answer of a text that exists are looked at by ``check_texts``.
    """
    for code in MAIN_LANGUAGES:
        file = folder / f"{code}.md"
        text = article.texts.get(code)
        if text is None:
            yield Problem(
                file,
                1,
                f"There is no {LANGUAGES[code].name} text.",
                f"Begin it with `fanal knowledge translate-template {article.id} {code}`.",
            )
            continue
        missing = [part for part in PARTS if not text.parts.get(part)]
        if code in FULL_LANGUAGES and missing:
            yield Problem(
                file,
                1,
                f"The text lacks {', '.join(missing)}.",
                f"Add {', '.join('## ' + part for part in missing)}, sentence by sentence.",
            )
