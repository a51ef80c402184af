"""Change when a team is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from desk.teams.holidays import public_holidays
from desk.teams.models import Closure, OpeningTime, Team

#: Weekday (0 is Monday), opening and closing time.
Span = tuple[int, time, time]


@dataclass(frozen=True, slots=True)
class Week:
    """The week of a team.

    Attributes:
        spans: In order, without overlaps; none at all: always there.
        closed_on_holidays: Whether it is away on public holidays.
    """

    spans: tuple[Span, ...]
    closed_on_holidays: bool

    def lines(self) -> list[str]:
        """Each stretch for the audit log, ``0 09:00-12:00``."""
        return [f"{day} {opens:%H:%M}-{closes:%H:%M}" for day, opens, closes in self.spans]


def week_of(team: Team) -> Week:
    """The week as it is kept; one query."""
    rows = team.opening_times.order_by("weekday", "opens")
    spans = tuple(rows.values_list("weekday", "opens", "closes"))
    return Week(spans, team.closed_on_holidays)


@transaction.atomic
def keep_week(team: Team, week: Week) -> Week | None:
    """Put ``week`` in the place of the one that was kept.

    Returns:
        The one that was kept; ``None`` if it was the same and nothing changed.
    """
    # Two who save at once do so one after the other; otherwise both weeks would be kept.
    kept = Team.objects.select_for_update().get(pk=team.pk)
    before = week_of(kept)
    if week == before:
        return None
    kept.opening_times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(team=kept, weekday=day, opens=opens, closes=closes)
        for day, opens, closes in week.spans
    )
    kept.closed_on_holidays = week.closed_on_holidays
    kept.save(update_fields=["closed_on_holidays"])
    return before


def closures_ahead(team: Team, today: date) -> QuerySet[Closure]:
    """Closed days of the team, and those of everybody, that are not over."""
    return Closure.objects.filter(Q(team=team) | Q(team=None), last__gte=today)


def holidays_ahead(today: date, *, days: int = 100) -> list[date]:
    """Public holidays of the next days, today included."""
    end = today + timedelta(days=days)
    ahead = public_holidays(today.year) | public_holidays(end.year)
    return sorted(day for day in ahead if today <= day <= end)
