"""What an article points to must exist: sources, sections, offices, other articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from knowledge.article import Article
from knowledge.article_loader import ARTICLE_FILE
from knowledge.checks.form import line_of
from knowledge.problems import Problem
from knowledge.sources import Source


def check_links(
    folder: Path,
    article: Article,
    *,
    articles: Collection[str],
    offices: Collection[str],
    sources: Mapping[str, Source],
) -> Iterator[Problem]:
    """Complaints about ids that lead nowhere."""
    file = folder / ARTICLE_FILE
    for position, fact in enumerate(article.facts.values()):
        source = sources.get(fact.source)
        if source is None:
            yield Problem(
                file,
                line_of(file, ["facts", position, "source"]),
                f"There is no source {fact.source!r}.",
                f"Use one of: {', '.join(sources)}.",
            )
        elif fact.section not in source.sections:
            yield Problem(
                file,
                line_of(file, ["facts", position, "section"]),
                f"The source {fact.source} has no section {fact.section!r}.",
                "Use a section that knowledge/sources.yml lists, or add the new one there.",
            )
    for key, ids, known in (
        ("offices", article.offices, offices),
        ("related", article.related, set(articles) - {article.id}),
    ):
        for identifier in ids:
            if identifier not in known:
                yield Problem(
                    file,
                    line_of(file, [key]),
                    f"{identifier!r} under {key} leads nowhere.",
                    "Correct the id or remove it.",
                )
