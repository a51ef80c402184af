"""Which office is competent for somebody who lives somewhere and needs something.

Where the sources do not say which municipality belongs to which office, the candidates are named
and marked as such: the finder never guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from knowledge.offices.office import KINDS, Office
from knowledge.places import Municipality, fold


class Fit(Enum):
    """How sure it is that an office is competent for a place."""

    SURE = 0
    CANDIDATE = 1
    NO = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found.

    Attributes:
        offices: Competent bodies, surest first.
        certain: False if ``offices`` are candidates among which the sources do not decide.
        ask: What would decide: ``track`` (Dutch or French, in Brussels), ``place``, or None.
    """

    offices: tuple[Office, ...]
    certain: bool
    ask: str | None


class OfficeFinder:
    """Finds offices among those given; municipalities come from the gazetteer's list."""

    def __init__(self, offices: dict[str, Office], municipalities: Iterable[Municipality]) -> None:
        self._offices = offices
        # By region too: Saint-Nicolas is a town of Wallonia and the French name of Sint-Niklaas.
        self._towns: dict[tuple[str, str], list[Municipality]] = {}
        for town in municipalities:
            for name in dict.fromkeys(fold(name) for name in town.names):
                self._towns.setdefault((town.region, name), []).append(town)

    def find(
        self,
        *,
        region: str | None,
        municipality: str | None = None,
        need: str | None = None,
        among: Iterable[str] | None = None,
        track: str | None = None,
    ) -> Finding:
        """Competent offices.

        Args:
            region: Where the person lives; None means unknown.
            municipality: Any of its names, if known.
            need: One of ``NEEDS``; None means any. Without ``among``, public bodies come first,
                local ones before all, then those whose main business it is.
            among: Office ids to choose from, in order of preference; None means all.
            track: ``nl`` or ``fr``, what a person in Brussels chose.
        """
        ids = list(self._offices) if among is None else [i for i in among if i in self._offices]
        offices = [self._offices[i] for i in ids]
        offices = [o for o in offices if need is None or need in o.needs]
        if need is not None and among is None:
            offices.sort(
                key=lambda o: (KINDS.index(o.kind), not _is_local(o), o.needs.index(need), o.id)
            )
        if region is None:
            return Finding(tuple(offices), certain=False, ask="place" if offices else None)
        towns = self._towns.get((region, fold(municipality)), []) if municipality else []
        town = towns[0] if len(towns) == 1 else None
        fits = [(o, _fit(o, region, town)) for o in offices]
        sure = [o for o, fit in fits if fit is Fit.SURE]
        # An office that is sure for this very town makes the merely possible ones of its kind moot.
        settled = {n for o in sure if _is_local(o) for n in o.needs}
        maybe = [o for o, fit in fits if fit is Fit.CANDIDATE and not settled & set(o.needs)]
        found = [*sure, *maybe]
        tracks = {o.track for o in found if o.track}
        ask = "track" if region == "brussels" and len(tracks) > 1 and track is None else None
        if track:
            found = [o for o in found if o.track in (None, track)]
        return Finding(tuple(found), certain=not maybe and ask is None, ask=ask)


def _is_local(office: Office) -> bool:
    area = office.area
    return bool(area.municipalities or area.areas or area.provinces)


def _fit(office: Office, region: str, town: Municipality | None) -> Fit:
    area = office.area
    if area.regions and region not in area.regions:
        return Fit.NO
    if town is None:
        # Atlas is for Antwerp only: without a town it is a candidate, like the agency for the rest.
        return Fit.CANDIDATE if _is_local(office) else Fit.SURE
    return _fit_town(office, town)


def _fit_town(office: Office, town: Municipality) -> Fit:
    area = office.area
    names = {fold(name) for name in town.names}
    if names & {fold(name) for name in area.exceptions}:
        return Fit.NO
    if area.municipalities:
        return Fit.SURE if names & {fold(name) for name in area.municipalities} else Fit.NO
    if area.provinces:
        return Fit.SURE if town.province in area.provinces else Fit.NO
    named = {word for name in area.areas for word in fold(name).split()}
    if not named or names & named:
        return Fit.SURE
    return Fit.CANDIDATE if not area.near or town.province in area.near else Fit.NO
