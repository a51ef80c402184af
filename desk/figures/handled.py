"""What became of the cases of a period; the database groups them and subtracts the times."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Func, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases import names
from desk.cases.knowledge_names import article_title
from desk.cases.models import Case, Outcome, Reason, State
from desk.figures.period import Period
from desk.figures.table import Cell, Table, counted, percentile, share


def handled(period: Period, *, page: str) -> list[Table]:
    """The tables of the cases of the chosen teams; two queries, however many cases there are."""
    cases = _cases(period)
    groups = _groups(cases)
    times = _times_of(cases)
    return [
        _glance(groups),
        counted(
            "reasons",
            _("Handed over to a person, by reason"),
            _by(groups, "reason"),
            lambda reason: str(dict(Reason.choices).get(reason, reason)),
        ),
        counted(
            "outcomes",
            _("How cases ended"),
            _by([group for group in groups if group.state == State.RESOLVED], "outcome"),
            lambda outcome: str(dict(Outcome.choices).get(outcome, outcome)),
        ),
        _times(times),
        counted(
            "case-languages", _("Languages of cases"), _by(groups, "language"), names.language_name
        ),
        counted("case-regions", _("Regions of cases"), _by(groups, "region"), names.region_name),
        counted(
            "case-topics",
            _("Topics of cases"),
            _by(groups, "topic"),
            lambda article: article_title(article, page),
        ),
        _teams(period, groups, times),
    ]


@dataclass(frozen=True, slots=True)
class Group:
    """How many cases are alike."""

    team: int
    state: str
    reason: str
    outcome: str
    helped: bool | None
    language: str
    region: str
    topic: str
    n: int


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes of one case that somebody took; ``handled`` is ``None`` until it is closed."""

    team: int
    waited: float
    handled: float | None


class Seconds(Func):
    """A moment in seconds, so that every database can subtract two of them."""

    template = "EXTRACT(EPOCH FROM %(expressions)s)::float"
    output_field = models.FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite counts days."""
        template = "(julianday(%(expressions)s) * 86400)"
        return self.as_sql(compiler, connection, template=template, **context)


def _cases(period: Period) -> QuerySet[Case]:
    zone = timezone.get_current_timezone()
    start = datetime.combine(period.first, time.min, zone)
    end = datetime.combine(period.last + timedelta(days=1), time.min, zone)
    cases = Case.objects.filter(opened_at__gte=start, opened_at__lt=end, team__in=period.teams)
    return cases.order_by()


def _groups(cases: QuerySet[Case]) -> list[Group]:
    alike = ("team", "state", "reason", "outcome", "helped", "language", "region", "topic")
    return [Group(*row) for row in cases.values_list(*alike).annotate(n=models.Count("pk"))]


def _times_of(cases: QuerySet[Case]) -> list[Times]:
    opened, claimed, closed = (Seconds(f"{name}_at") for name in ("opened", "claimed", "closed"))
    rows = cases.exclude(claimed_at=None).values_list(
        "team", "state", (claimed - opened) / 60, (closed - claimed) / 60
    )
    return [
        Times(team, max(waited, 0.0), max(handled, 0.0) if state == State.RESOLVED else None)
        for team, state, waited, handled in rows
    ]


def _by(groups: list[Group], field: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in groups:
        found[getattr(group, field)] += group.n
    return found


def _helped(groups: list[Group]) -> tuple[int, int]:
    """How many said that it helped, and how many said anything."""
    said = [group for group in groups if group.helped is not None]
    return sum(group.n for group in said if group.helped), sum(group.n for group in said)


def _closed(groups: list[Group]) -> int:
    return sum(group.n for group in groups if group.state == State.RESOLVED)


def _glance(groups: list[Group]) -> Table:
    helped, said = _helped(groups)
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("Cases opened"), sum(group.n for group in groups)),
        (_("Cases closed by a counsellor"), _closed(groups)),
        (_("Newcomers who said whether it helped"), said),
        (_("Of these, it helped (%)"), share(helped, said)),
    )
    return Table("cases", _("Cases at a glance"), (_("What"), _("How many")), rows, False)


def _times(times: list[Times]) -> Table:
    waited = [one.waited for one in times]
    handled = [one.handled for one in times if one.handled is not None]
    rows = (
        (_("Waiting"), percentile(waited, 50), percentile(waited, 90), len(waited)),
        (_("Handling"), percentile(handled, 50), percentile(handled, 90), len(handled)),
    )
    heads = (_("Minutes"), _("Median"), _("9 of 10 below"), _("Cases"))
    return Table("times", _("Waiting and handling"), heads, rows, False)


def _teams(period: Period, groups: list[Group], times: list[Times]) -> Table:
    rows = []
    for team in period.teams:
        own = [group for group in groups if group.team == team.pk]
        if not own:
            continue
        waited = [one.waited for one in times if one.team == team.pk]
        helped, said = _helped(own)
        rows.append(
            (
                str(team),
                sum(group.n for group in own),
                _closed(own),
                percentile(waited, 50),
                percentile(waited, 90),
                share(helped, said),
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
