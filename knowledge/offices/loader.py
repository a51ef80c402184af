"""Read offices from their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.offices.office import NEEDS, Area, Office
from knowledge.problems import Problem, ProblemError, read_yaml


def load_offices(offices_dir: Path) -> dict[str, Office]:
    """Read every ``<id>.yml``, by id.

    Raises:
        ProblemError: A file cannot be read; names file and mend.
    """
    offices = (load_office(file) for file in sorted(offices_dir.glob("*.yml")))
    return {office.id: office for office in offices}


def load_office(file: Path) -> Office:
    """Read one file.

    Raises:
        ProblemError: It cannot be read; names file and mend.
    """
    raw = read_yaml(file)
    try:
        office = Office(
            id=raw["id"],
            names=dict(raw["names"]),
            short=raw["short"],
            needs=tuple(raw["needs"]),
            does=dict(raw["does"]),
            area=_area(raw["area"]),
            track=raw.get("track"),
            audience=raw.get("audience"),
            web=raw.get("web"),
            kind=raw.get("kind", "public"),
        )
    except (KeyError, TypeError) as error:
        raise ProblemError(
            Problem(file, 1, f"The key {error} is missing or malformed.", "See docs/editing.md.")
        ) from error
    unknown = set(office.needs) - set(NEEDS)
    if office.id != file.stem or unknown or not office.names:
        raise ProblemError(
            Problem(
                file,
                1,
                f"The id, the names or the needs {sorted(unknown)} are wrong.",
                f"Name the file after the id, give one name at least, and use: {', '.join(NEEDS)}.",
            )
        )
    return office


def _area(raw: dict[str, Any]) -> Area:
    return Area(
        regions=tuple(raw["regions"]),
        municipalities=tuple(raw.get("municipalities", ())),
        exceptions=tuple(raw.get("except", ())),
        areas=tuple(raw.get("areas", ())),
        provinces=tuple(raw.get("provinces", ())),
        near=tuple(raw.get("near", ())),
    )
