"""Reads ``pathways.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from knowledge.article import REGIONS
from knowledge.errors import KnowledgeError

PATHWAYS_FILE = Path(__file__).with_name("pathways.yml")

#: Answers by question, as the data file writes them.
Condition = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit: ``months`` after the date that the profile's answer ``start`` holds."""

    start: str
    months: int
    fact: str


@dataclass(frozen=True, slots=True)
class Place:
    """A step in one region. Empty ``offices``: those of the article.

    ``decides`` are the offices whose decision the step is about, empty where there is none.
    """

    article: str
    marks: tuple[str, ...]
    offices: tuple[str, ...]
    decides: tuple[str, ...]
    due: Due | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step with its conditions; ``places`` by region, none where it does not exist."""

    id: str
    when: Condition
    unless: Condition
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Pathways:
    """The whole file."""

    steps: tuple[Step, ...]
    themes: Mapping[str, tuple[str, ...]]


def load_pathways(file: Path = PATHWAYS_FILE) -> Pathways:
    """Read the file.

    Raises:
        KnowledgeError: Something in it has another shape; names the step.
    """
    raw: dict[str, Any] = YAML(typ="safe").load(file)
    steps = tuple(_step(entry) for entry in raw["steps"])
    themes = {theme: tuple(articles) for theme, articles in raw["themes"].items()}
    return Pathways(steps, themes)


def _step(raw: Mapping[str, Any]) -> Step:
    try:
        named = {region: _place(place) for region, place in raw["in"].items()}
        everywhere = named.pop("all", None)
        places = {r: place for r in REGIONS if (place := named.pop(r, everywhere)) is not None}
        if named:
            raise KeyError(next(iter(named)))
        return Step(raw["id"], _condition(raw, "when"), _condition(raw, "unless"), places)
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(
            f"The step {raw.get('id', '?')!r} of {PATHWAYS_FILE.name} lacks or misnames {error}.",
            "Compare it with the steps beside it.",
        ) from error


def _place(raw: Mapping[str, Any]) -> Place:
    due = raw.get("due")
    return Place(
        raw["article"],
        tuple(raw["marks"]),
        tuple(raw.get("offices", ())),
        tuple(raw.get("decides", ())),
        Due(due["from"], due["months"], due["fact"]) if due else None,
    )


def _condition(raw: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    return {question: frozenset(codes) for question, codes in (raw.get(key) or {}).items()}
