"""Pathways: every article, mark, office and time limit that they name must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.article import NEXT_MARK, Article
from knowledge.checks.lines import line_of_text
from knowledge.errors import KnowledgeError
from knowledge.offices import Office
from knowledge.pathways.loader import PATHWAYS_FILE, Place, load_pathways
from knowledge.problems import Problem


def check_pathways(
    articles: Mapping[str, Article], offices: Mapping[str, Office], file: Path = PATHWAYS_FILE
) -> Iterator[Problem]:
    """Complaints about the file, each with the line of the step or theme."""
    try:
        pathways = load_pathways(file)
    except KnowledgeError as error:
        yield Problem(file, 1, str(error), "Mend it.")
        return
    for step in pathways.steps:
        for region, place in step.places.items():
            for message, mend in _complaints(place, region, articles, offices):
                line = line_of_text(file, f"id: {step.id}")
                yield Problem(file, line, f"Step {step.id}, {region}: {message}", mend)
    for theme, ids in pathways.themes.items():
        for article in ids:
            if article not in articles:
                yield Problem(
                    file,
                    line_of_text(file, f"  {theme}:"),
                    f"Theme {theme}: there is no article {article!r}.",
                    "Name an article that exists.",
                )


def _complaints(
    place: Place, region: str, articles: Mapping[str, Article], offices: Mapping[str, Office]
) -> Iterator[tuple[str, str]]:
    article = articles.get(place.article)
    if article is None:
        yield f"there is no article {place.article!r}.", "Name an article that exists."
        return
    if not article.holds_in(region):
        yield f"{article.id} does not hold there.", "Choose an article of that region."
    for text in article.texts.values():
        told = {mark for part in text.parts.values() for one in part for mark in one.marks}
        for mark in place.marks:
            if mark not in told:
                yield f"no sentence of {article.id}/{text.language}.md has [^{mark}].", "Mend it."
    for mark in place.marks:
        fact = article.facts.get(mark)
        if mark != NEXT_MARK and (fact is None or fact.status == "superseded"):
            yield f"{mark} of {article.id} is no fact of today.", "Choose a current fact."
    for office in (*place.offices, *place.decides):
        if office not in offices:
            yield f"there is no office {office!r}.", "Name an office that exists."
    if not place.offices and not article.offices:
        yield f"{article.id} names no office, so there is nowhere to go.", "Name offices here."
    if place.due and place.due.fact not in article.facts:
        yield f"no fact {place.due.fact!r} says the time limit.", "Name the fact."
