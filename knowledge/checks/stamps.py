"""Translations must be made from the English text as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.article import Article
from knowledge.checks.lines import line_of_text
from knowledge.problems import Problem
from knowledge.translations import stale, unstamped


def check_stamps(folder: Path, article: Article) -> Iterator[Problem]:
    """Complaints about stale translations, and about ones that could never be found stale.

    An article of which nothing is stamped is still being written; from its first stamp on, a
    translation without one is a hole in the net.
    """
    for code in stale(article):
        file = folder / f"{code}.md"
        yield Problem(
            file,
            line_of_text(file, "source_hash:"),
            "The English text has changed since this translation was made.",
            f"Bring it in line with en.md, then run `fanal knowledge stamp {article.id} --update`.",
        )
    without = unstamped(article)
    if len(without) == len(set(article.texts) - {"en"}):
        return
    for code in without:
        file = folder / f"{code}.md"
        yield Problem(
            file,
            line_of_text(file, "translation:"),
            "This translation does not say which English text it was made from.",
            f"Compare it with en.md, then run `fanal knowledge stamp {article.id}`.",
        )
