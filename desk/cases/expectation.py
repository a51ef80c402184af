"""What a newcomer may expect of a team: whether it is there, and how long others waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any

from django.utils import timezone

from desk.cases.models import Case, State
from desk.teams.models import Team
from desk.teams.opening import Schedule, schedule, wire_hours

#: Claims looked at, and how old they may be.
RECENT = 50
RECENT_DAYS = 30
#: Fewer tell nothing.
ENOUGH = 5
#: Waits are told in steps of so many minutes.
STEP = 5


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known of a team right now.

    Attributes:
        open: Whether somebody is there.
        opens_at: When somebody is there next; ``None`` while open, and when nobody knows.
        wait_minutes: Median of recent waits, see ``usual_wait``.
        hours: The week, empty for a team that is always there.
    """

    team: Team
    open: bool
    opens_at: datetime | None
    wait_minutes: int | None
    hours: Any

    def wire(self) -> dict[str, Any]:
        """As ``docs/wire.md`` part 3 shows it."""
        return {
            "team": self.team.name,
            "organisation": self.team.organisation.name,
            "open": self.open,
            "opens_at": self.opens_at.isoformat() if self.opens_at else None,
            "wait_minutes": self.wait_minutes,
            "hours": self.hours,
        }


def expectation(team: Team, *, now: datetime | None = None) -> Expectation:
    """What to tell of a team; three queries.

    Args:
        team: The team.
        now: Timezone-aware; the present unless given.
    """
    at = now or timezone.now()
    plan = schedule(team)
    return Expectation(
        team=team,
        open=plan.is_open(at),
        opens_at=plan.next_opening(at),
        wait_minutes=usual_wait(team, plan, at),
        hours=wire_hours(plan),
    )


def usual_wait(team: Team, plan: Schedule, at: datetime) -> int | None:
    """Median minutes from the queue to a counsellor, rounded up to five; ``None``: too few claims.

    More exact would promise too much, and every language has the right words for fives.
    Only opening time counts: a night before the desk opened says nothing about waiting by day.
    """
    claims = (
        Case.objects.filter(team=team, claimed_at__gt=at - timedelta(days=RECENT_DAYS))
        .exclude(state=State.WAITING)
        .order_by("-claimed_at")
        .values_list("queued_at", "claimed_at")[:RECENT]
    )
    waits = [plan.open_minutes(queued, claimed) for queued, claimed in claims if claimed]
    return max(ceil(round(median(waits)) / STEP), 1) * STEP if len(waits) >= ENOUGH else None


def place_if_opened_now(team: Team, *, urgent: bool) -> int:
    """The place in the queue of a case that would be opened now, from 1."""
    ahead = Case.objects.filter(team=team, state=State.WAITING)
    return (ahead.filter(urgent=True) if urgent else ahead).count() + 1
