"""Which part of the queue somebody wants to see; kept in the address, and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases import names
from desk.cases.models import Case, State
from desk.teams.models import Team

#: Longer than any code.
_LONGEST = 80
WAITED_MINUTES = (15, 60, 240, 1440)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a case must be; an empty field lets all pass."""

    #: Key of a team, as text.
    team: str = ""
    language: str = ""
    region: str = ""
    need: str = ""
    #: ``1`` for urgent cases only.
    urgent: str = ""
    #: Minutes that a case must have waited; only for those that wait.
    waited: str = ""

    @property
    def query(self) -> str:
        """The filters as the tail of an address, ``language=ar&urgent=1``."""
        return urlencode({key: value for key, value in asdict(self).items() if value})

    def narrow(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """The cases that fit; how long they waited is asked apart."""
        exact = {"language": self.language, "region": self.region, "need": self.need}
        cases = cases.filter(**{key: value for key, value in exact.items() if value})
        if self.team:
            cases = cases.filter(team=int(self.team))
        return cases.filter(urgent=True) if self.urgent else cases

    def long_enough(self, waiting: QuerySet[Case]) -> QuerySet[Case]:
        """Those of the waiting cases that have waited as long as asked."""
        if not self.waited:
            return waiting
        since = timezone.now() - timedelta(minutes=int(self.waited))
        return waiting.filter(opened_at__lte=since)


#: Names of the fields in an address.
FIELDS = tuple(asdict(Filters()))


def read_filters(values: Mapping[str, str]) -> Filters:
    """Filters from an address or a session; what cannot be one is passed over."""
    told = {field: str(values.get(field, ""))[:_LONGEST] for field in FIELDS}
    if not (told["team"].isascii() and told["team"].isdigit() and len(told["team"]) < 10):
        told["team"] = ""
    if told["waited"] not in map(str, WAITED_MINUTES):
        told["waited"] = ""
    told["urgent"] = "1" if told["urgent"] == "1" else ""
    return Filters(**told)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the filter form: its choices as value and name; chosen is one of the values."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


def fields(filters: Filters, cases: QuerySet[Case]) -> tuple[Field, ...]:
    """The form; it offers only what open cases have, and what is chosen already.

    Args:
        filters: What is chosen.
        cases: The cases that the counsellor may see.
    """
    facets = set(
        cases.filter(state__in=[State.WAITING, State.ACTIVE])
        .order_by()
        .values_list("team", "language", "region", "need")
        .distinct()
    )
    teams = Team.objects.select_related("organisation").in_bulk(sorted({row[0] for row in facets}))
    waited = [(str(minutes), _waited(minutes)) for minutes in WAITED_MINUTES]
    return (
        Field("team", _("Team"), _sorted({str(k): t.name for k, t in teams.items()}), filters.team),
        Field(
            "language",
            _("Language"),
            _sorted({code: names.language_name(code) for code in _codes(facets, 1, filters)}),
            filters.language,
        ),
        Field(
            "region",
            _("Region"),
            _sorted({code: names.region_name(code) for code in _codes(facets, 2, filters)}),
            filters.region,
        ),
        Field(
            "need",
            _("Need"),
            _sorted({code: names.need_name(code) for code in _codes(facets, 3, filters)}),
            filters.need,
        ),
        Field("waited", _("Waiting longer than"), tuple(waited), filters.waited),
    )


def _codes(facets: set[tuple[int, str, str, str]], column: int, filters: Filters) -> set[str]:
    chosen = ("", filters.language, filters.region, filters.need)[column]
    return {str(row[column]) for row in facets} | {chosen}


def _sorted(choices: dict[str, str]) -> tuple[tuple[str, str], ...]:
    known = {value: name for value, name in choices.items() if value}
    return tuple(sorted(known.items(), key=lambda choice: choice[1].casefold()))


def _waited(minutes: int) -> str:
    return names.duration(timedelta(minutes=minutes))
