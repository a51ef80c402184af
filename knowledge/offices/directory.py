"""From what a person writes about where they live to the offices for what they need."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.errors import QueryError
from knowledge.gazetteer import Gazetteer
from knowledge.offices.finder import Finding, OfficeFinder
from knowledge.offices.loader import load_offices
from knowledge.offices.office import NEEDS
from knowledge.places import Municipality, fold, municipalities
from knowledge.settings import Settings

#: A whole field that is meant as a place forgives more than a word within a sentence.
_FUZZY_MIN_LETTERS = 5
_FUZZY_MIN_SCORE = 84.0
#: How far the best spelling must lie before that of any other municipality.
_FUZZY_LEAD = 4.0


@dataclass(frozen=True, slots=True)
class Referral:
    """Whom to see.

    Attributes:
        region: Where the place lies; None if it is unknown or ambiguous.
        municipality: Its name in its own language; None if a region or several are meant.
        finding: The offices, and the question that would decide.
    """

    region: str | None
    municipality: str | None
    finding: Finding


class OfficeDirectory:
    """Answers "I live in … and need …". Build with :meth:`load`; threads may share one."""

    def __init__(
        self, finder: OfficeFinder, gazetteer: Gazetteer, towns: tuple[Municipality, ...]
    ) -> None:
        self._finder = finder
        self._gazetteer = gazetteer
        self._towns: dict[str, list[Municipality]] = {}
        self._codes: dict[str, list[Municipality]] = {}
        for town in towns:
            for name in dict.fromkeys(_key(name) for name in town.names):
                self._towns.setdefault(name, []).append(town)
            for code in town.postal_codes:
                self._codes.setdefault(code, []).append(town)

    @classmethod
    def load(cls, settings: Settings) -> OfficeDirectory:
        """Read offices and places; about 0.4 s."""
        towns = municipalities()
        finder = OfficeFinder(load_offices(settings.offices_dir), towns)
        return cls(finder, Gazetteer.load(), towns)

    def find_for(self, place: str, need: str, *, track: str | None = None) -> Referral:
        """The competent offices for somebody.

        Args:
            place: A municipality or region in any spelling, or a postal code; may be a sentence.
            need: One of ``NEEDS``.
            track: ``nl`` or ``fr``, what a person in Brussels chose.

        Returns:
            Offices, surest first. ``finding.ask`` is ``place`` and there are no offices if the
            place is unknown, or if it can mean several between which the answer differs.

        Raises:
            QueryError: The need or the track is not one of those known.
        """
        if need not in NEEDS:
            raise QueryError(f"There is no need {need!r}.", f"Use one of: {', '.join(NEEDS)}.")
        if track not in (None, "nl", "fr"):
            raise QueryError(f"There is no track {track!r}.", "Use nl or fr.")
        meant = self._meant(place)
        findings = {
            self._finder.find(region=region, municipality=town, need=need, track=track)
            for region, town in meant
        }
        if len(findings) != 1:
            return Referral(None, None, Finding((), certain=False, ask="place"))
        regions = {region for region, _ in meant}
        return Referral(
            region=regions.pop() if len(regions) == 1 else None,
            municipality=meant[0][1] if len(meant) == 1 else None,
            finding=findings.pop(),
        )

    def _meant(self, text: str) -> list[tuple[str, str | None]]:
        """Region and municipality of every place that the text can mean, most specific only."""
        key = _key(text)
        if towns := self._codes.get(key):
            return _pairs(towns)
        found = self._gazetteer.find(text)
        written = {self._code_or_key(place.text) for place in found if place.municipality}
        towns = [town for name in sorted(written) for town in self._named(name)]
        for place in found:
            if place.postal_code and not place.municipality:
                towns += self._codes[place.postal_code]
            elif place.region is None:
                towns += self._named(_key(place.text))
        if not towns and found:
            regions = {place.region for place in found if place.region}
            # Limburg is a province of Flanders and the German name of a Walloon town.
            namesakes = [town for town in self._towns.get(key, []) if town.region not in regions]
            return [*((region, None) for region in sorted(regions)), *_pairs(namesakes)]
        regions = {place.region for place in found if place.municipality is None and place.region}
        # "Brussels" beside a postal code or a municipality of its own says nothing more.
        if regions and regions != {town.region for town in towns}:
            return [*_pairs(towns), *((region, None) for region in sorted(regions))]
        return _pairs(towns or self._misspelt(key))

    def _code_or_key(self, written: str) -> str:
        return written.strip() if written.strip() in self._codes else _key(written)

    def _named(self, name: str) -> list[Municipality]:
        return self._codes.get(name) or self._towns.get(name) or self._misspelt(name)

    def _misspelt(self, name: str) -> list[Municipality]:
        """The municipalities whose name is clearly closest; none if others are as close."""
        if len(name) < _FUZZY_MIN_LETTERS:
            return []
        near = process.extract(
            name, list(self._towns), scorer=fuzz.ratio, score_cutoff=_FUZZY_MIN_SCORE, limit=5
        )
        if not near:
            return []
        best, score, _ = near[0]
        towns = self._towns[str(best)]
        rivals = (self._towns[str(other)] for other, s, _ in near[1:] if score - s < _FUZZY_LEAD)
        return [] if any(rival != towns for rival in rivals) else towns


def _pairs(towns: list[Municipality]) -> list[tuple[str, str | None]]:
    return [(town.region, town.name) for town in dict.fromkeys(towns)]


def _key(name: str) -> str:
    return " ".join(fold(name).split())
