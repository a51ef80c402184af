"""The figures of a period, as tables; charts and files are made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from statistics import quantiles
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases import names
from desk.cases.knowledge_names import article_title
from desk.cases.models import Case, Outcome, Reason, State
from desk.figures.models import Count, Counted
from desk.figures.period import Period

#: Rows of a table that could be endless: articles, municipalities.
LONGEST = 15
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        key: Name of its sheet and anchor.
        title: For readers.
        heads: Titles of the columns; the first column names the row.
        rows: As long as ``heads`` each; ``None`` is not known.
        charted: Whether the second column makes a chart of bars.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    charted: bool = True


def tables(period: Period, *, page: str) -> list[Table]:
    """Every table; a fixed number of queries, however many cases there are."""
    counts = Count.objects.filter(day__range=(period.first, period.last)).order_by()
    cases = _cases(period)
    return [
        _overview(counts, cases),
        _by_day(counts, period),
        _counted(
            "languages",
            _("Languages"),
            _sums(counts.filter(kind=Counted.CONVERSATION), "language"),
            names.language_name,
        ),
        _counted(
            "regions",
            _("Regions of answers"),
            _sums(counts.filter(kind=Counted.ANSWER), "region"),
            names.region_name,
        ),
        _counted(
            "topics",
            _("Topics of answers"),
            _sums(counts.filter(kind=Counted.ANSWER), "detail"),
            lambda article: article_title(article, page),
        ),
        _counted(
            "reasons",
            _("Handed over to a person, by reason"),
            Counter(case.reason for case in cases),
            lambda reason: str(dict(Reason.choices).get(reason, reason)),
        ),
        _counted(
            "outcomes",
            _("How cases ended"),
            Counter(case.outcome for case in cases if case.state == State.RESOLVED),
            lambda outcome: str(dict(Outcome.choices).get(outcome, outcome)),
        ),
        _times(cases),
        _by_team(cases),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """What figures need of one case."""

    reason: str
    outcome: str
    state: str
    helped: bool | None
    opened_at: datetime
    claimed_at: datetime | None
    closed_at: datetime | None
    team: str

    @property
    def waited_minutes(self) -> float | None:
        """From the newcomer's agreement until somebody took the case."""
        return None if self.claimed_at is None else _minutes(self.claimed_at - self.opened_at)

    @property
    def handled_minutes(self) -> float | None:
        """From then until it was closed."""
        if self.claimed_at is None or self.closed_at is None or self.state != State.RESOLVED:
            return None
        return _minutes(self.closed_at - self.claimed_at)


def _minutes(passed: timedelta) -> float:
    return max(passed / timedelta(minutes=1), 0.0)


def _cases(period: Period) -> list[Row]:
    zone = timezone.get_current_timezone()
    start = datetime.combine(period.first, time.min, zone)
    end = datetime.combine(period.last + timedelta(days=1), time.min, zone)
    cases = Case.objects.filter(opened_at__gte=start, opened_at__lt=end, team__in=period.teams)
    rows = cases.order_by().values_list(
        "reason", "outcome", "state", "helped", "opened_at", "claimed_at", "closed_at", "team__name"
    )
    return [Row(*row) for row in rows]


def _overview(counts: QuerySet[Count], cases: Sequence[Row]) -> Table:
    sums = _sums(counts, "kind")
    rated = [case.helped for case in cases if case.helped is not None]
    rows: list[tuple[Cell, ...]] = [
        (str(kind.label).capitalize(), sums[kind.value]) for kind in Counted
    ]
    rows += [
        (_("Cases opened"), len(cases)),
        (_("Cases closed by a counsellor"), sum(c.state == State.RESOLVED for c in cases)),
        (_("Newcomers who said whether it helped"), len(rated)),
        (_("Of these, it helped (%)"), share(sum(rated), len(rated))),
    ]
    return Table("overview", _("At a glance"), (_("What"), _("How many")), tuple(rows), False)


def _by_day(counts: QuerySet[Count], period: Period) -> Table:
    found = _sums(counts.filter(kind=Counted.CONVERSATION), "day")
    days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    rows = tuple((day.isoformat(), found[day]) for day in days)
    return Table("days", _("Conversations by day"), (_("Day"), _("How many")), rows)


def _times(cases: Sequence[Row]) -> Table:
    waited = [c.waited_minutes for c in cases if c.waited_minutes is not None]
    handled = [c.handled_minutes for c in cases if c.handled_minutes is not None]
    rows = (
        (_("Waiting"), percentile(waited, 50), percentile(waited, 90), len(waited)),
        (_("Handling"), percentile(handled, 50), percentile(handled, 90), len(handled)),
    )
    heads = (_("Minutes"), _("Median"), _("9 of 10 below"), _("Cases"))
    return Table("times", _("Waiting and handling"), heads, rows, False)


def _by_team(cases: Sequence[Row]) -> Table:
    rows = []
    for team in sorted({case.team for case in cases}):
        own = [case for case in cases if case.team == team]
        waited = [c.waited_minutes for c in own if c.waited_minutes is not None]
        rated = [case.helped for case in own if case.helped is not None]
        rows.append(
            (
                team,
                len(own),
                sum(case.state == State.RESOLVED for case in own),
                percentile(waited, 50),
                percentile(waited, 90),
                share(sum(rated), len(rated)),
            )
        )
    heads = (
        _("Team"),
        _("Cases"),
        _("Closed"),
        _("Median wait (minutes)"),
        _("9 of 10 waited less (minutes)"),
        _("It helped (%)"),
    )
    return Table("teams", _("Teams"), heads, tuple(rows))


def _sums(counts: QuerySet[Count], field: str) -> Counter[Any]:
    return Counter(dict(counts.values_list(field).annotate(total=Sum("n"))))


def _counted(key: str, title: str, counter: Counter[Any], name: Callable[[str], str]) -> Table:
    """The most frequent values by their names; what is rarer is added up in the last row."""
    ordered = counter.most_common()
    rows: list[tuple[Cell, ...]] = [
        (name(value) if value else _("not known"), n) for value, n in ordered[:LONGEST]
    ]
    rest = sum(n for _value, n in ordered[LONGEST:])
    if rest:
        rows.append((_("others"), rest))
    return Table(key, title, (_("Which"), _("How many")), tuple(rows))


def percentile(values: Iterable[float], percent: int) -> float | None:
    """A percentile, rounded to a tenth; ``None`` of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    if len(ordered) == 1:
        return round(ordered[0], 1)
    return round(quantiles(ordered, n=100, method="inclusive")[percent - 1], 1)


def share(part: int, whole: int) -> float | None:
    """A part in percent, rounded to a tenth; ``None`` of nothing."""
    return round(100 * part / whole, 1) if whole else None
