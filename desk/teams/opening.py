"""Is a team there, and when will it be?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from desk.teams.holidays import public_holidays
from desk.teams.models import Closure, Team

BRUSSELS = ZoneInfo("Europe/Brussels")
#: Days looked ahead for the next opening; a team that is away longer says no day.
HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """When one team is there, read once.

    Attributes:
        week: Times of each weekday (0 is Monday), in order; no times at all: always there.
        closed: First and last days of closures.
        on_holidays: Whether it is there on public holidays.
    """

    week: dict[int, tuple[tuple[time, time], ...]]
    closed: tuple[tuple[date, date], ...] = ()
    on_holidays: bool = False

    @property
    def always(self) -> bool:
        """Whether no hours were given."""
        return not any(self.week.values())

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at a moment (timezone-aware)."""
        return any(start <= at < end for start, end in self._spans(_day(at), days=1))

    def next_opening(self, at: datetime) -> datetime | None:
        """When somebody is there next, by Brussels; ``None`` when open or unknown."""
        if self.is_open(at):
            return None
        later = (start for start, _ in self._spans(_day(at), days=HORIZON_DAYS) if start > at)
        return next(later, None)

    def open_minutes(self, start: datetime, end: datetime) -> float:
        """Minutes of opening time between two moments."""
        days = (_day(end) - _day(start)).days + 1
        overlaps = (
            min(end, until) - max(start, since) for since, until in self._spans(_day(start), days)
        )
        return sum(max(overlap.total_seconds(), 0.0) for overlap in overlaps) / 60

    def _spans(self, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
        """Times of presence of some days, in order."""
        for day in (first + timedelta(days=number) for number in range(max(days, 0))):
            if self._is_day_off(day):
                continue
            if self.always:
                midnight = datetime.combine(day, time(), BRUSSELS)
                yield midnight, datetime.combine(day + timedelta(days=1), time(), BRUSSELS)
            for opens, closes in self.week.get(day.weekday(), ()):
                yield (
                    datetime.combine(day, opens, BRUSSELS),
                    datetime.combine(day, closes, BRUSSELS),
                )

    def _is_day_off(self, day: date) -> bool:
        if any(first <= day <= last for first, last in self.closed):
            return True
        # A team without hours is a team nobody has described; it is not taken to be away.
        return not (self.on_holidays or self.always) and day in public_holidays(day.year)


def _day(at: datetime) -> date:
    return at.astimezone(BRUSSELS).date()


def schedule(team: Team) -> Schedule:
    """The schedule of a team; two queries."""
    times: dict[int, list[tuple[time, time]]] = {}
    for row in team.opening_times.order_by("weekday", "opens"):
        times.setdefault(row.weekday, []).append((row.opens, row.closes))
    closures = Closure.objects.filter(Q(team=team) | Q(team=None))
    return Schedule(
        week={day: tuple(spans) for day, spans in times.items()},
        closed=tuple(closures.values_list("first", "last")),
        on_holidays=not team.closed_on_holidays,
    )


def wire_hours(plan: Schedule) -> Sequence[dict[str, str | int]]:
    """The week as ``docs/wire.md`` part 3 shows it."""
    return [
        {"weekday": day, "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
        for day in sorted(plan.week)
        for opens, closes in plan.week[day]
    ]
