"""What an office is."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.languages import closest

#: A public body, or one that helps beside them.
KINDS = ("public", "association", "union")

#: What a person can need of an office.
NEEDS = (
    "integration",
    "language-course",
    "work",
    "training",
    "diploma-secondary",
    "diploma-higher",
    "skills-validation",
    "discrimination",
    "social-help",
    "mentoring",
    "residence",
)


@dataclass(frozen=True, slots=True)
class Area:
    """Where an office is competent; empty lists say nothing beyond the regions.

    Attributes:
        regions: Regions it works in.
        municipalities: If not empty, only these municipalities.
        exceptions: Municipalities of the regions where another office is competent.
        areas: Names of areas as the sources give them ("Mons-Borinage").
        provinces: If not empty, only these provinces.
        near: Provinces in which it may be competent where ``areas`` do not decide; empty: anywhere.
    """

    regions: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """One body.

    Attributes:
        id: Name of its file.
        names: Official name by national language or English; never empty.
        short: What people call it.
        needs: Some of :data:`NEEDS`, its main business first; empty if the sources do not say.
        does: What it does for a newcomer, by language.
        area: Where it is competent.
        track: ``nl`` or ``fr`` where a person in Brussels has to choose.
        audience: Who can go there, by language; empty if the sources do not limit it.
        web: Web address without scheme, if the sources give one.
        kind: One of :data:`KINDS`.
    """

    id: str
    names: dict[str, str]
    short: str
    needs: tuple[str, ...]
    does: dict[str, str]
    area: Area
    track: str | None = None
    audience: dict[str, str] | None = None
    web: str | None = None
    kind: str = "public"

    def __hash__(self) -> int:
        return hash(self.id)

    def name(self, language: str) -> str:
        """Official name: in ``language`` if it has one, otherwise in its own."""
        return self.names.get(language) or next(iter(self.names.values()))

    def described(self, language: str) -> str:
        """What it does, in ``language`` or the closest one a reader of it understands."""
        code = closest(language, self.does)
        return self.does[code] if code else ""
