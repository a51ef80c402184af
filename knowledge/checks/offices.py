"""Offices: what they cite and where they say they are must exist, in every main language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.article import REGIONS
from knowledge.checks.form import line_of
from knowledge.languages import MAIN_LANGUAGES
from knowledge.offices.loader import load_office
from knowledge.offices.office import KINDS, NEEDS, Office
from knowledge.places import Municipality, municipalities
from knowledge.problems import Problem, ProblemError, read_yaml
from knowledge.sources import Source


def check_offices(offices_dir: Path, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Complaints about every office file, and about needs that no office meets."""
    towns = municipalities()
    met: set[str] = set()
    for file in sorted(offices_dir.glob("*.yml")):
        try:
            office = load_office(file)
        except ProblemError as error:
            yield error.at
            continue
        met |= set(office.needs)
        yield from _check_texts(file, office)
        yield from _check_area(file, office, towns)
        yield from _check_facts(file, sources)
    for need in NEEDS:
        if need not in met:
            yield Problem(
                offices_dir,
                1,
                f"No office meets the need {need!r}.",
                "Name it under needs of an office, or remove it from NEEDS.",
            )


def _check_texts(file: Path, office: Office) -> Iterator[Problem]:
    for key, texts in (("does", office.does), ("audience", office.audience)):
        missing = [code for code in MAIN_LANGUAGES if not (texts or {}).get(code, "").strip()]
        if texts is not None and missing:
            yield Problem(
                file,
                line_of(file, [key]),
                f"The key {key} lacks {', '.join(missing)}.",
                "Say it in every main language.",
            )
    if office.kind not in KINDS:
        yield Problem(
            file,
            line_of(file, ["kind"]),
            f"There is no kind {office.kind!r}.",
            f"Use one of: {', '.join(KINDS)}.",
        )
    if office.track not in (None, "nl", "fr"):
        yield Problem(
            file, line_of(file, ["track"]), f"There is no track {office.track!r}.", "Use nl or fr."
        )


def _check_area(file: Path, office: Office, towns: tuple[Municipality, ...]) -> Iterator[Problem]:
    area = office.area
    within = [town for town in towns if town.region in area.regions]
    names = {name for town in within for name in town.names}
    provinces = {town.province for town in within}
    for key, values, known in (
        ("regions", area.regions, set(REGIONS)),
        ("municipalities", area.municipalities, names),
        ("except", area.exceptions, names),
        ("provinces", area.provinces, provinces),
        ("near", area.near, provinces),
    ):
        for value in values:
            if value not in known:
                yield Problem(
                    file,
                    line_of(file, ["area", key]),
                    f"{value!r} under {key} is not in the regions of the office.",
                    "Use a name of data/places/municipalities.csv.",
                )
    if office.needs and not area.regions:
        yield Problem(
            file,
            line_of(file, ["needs"]),
            "An office whose regions are unknown cannot be found for a need.",
            "Name its regions, or leave needs empty.",
        )


def _check_facts(file: Path, sources: Mapping[str, Source]) -> Iterator[Problem]:
    facts: list[dict[str, Any]] = read_yaml(file).get("facts") or []
    if not facts:
        yield Problem(file, 1, "The office rests on no fact.", "Add facts with their source.")
    for position, fact in enumerate(facts):
        source = sources.get(fact.get("source", ""))
        if source is None or fact.get("section") not in source.sections:
            yield Problem(
                file,
                line_of(file, ["facts", position]),
                f"The source {fact.get('source')!r} or its section is unknown.",
                "Use a key and a section of knowledge/sources.yml.",
            )
        if not isinstance(fact.get("as_of"), int) or not fact.get("claim"):
            yield Problem(
                file,
                line_of(file, ["facts", position]),
                "The fact has no claim, or no year.",
                "Give claim and as_of.",
            )
