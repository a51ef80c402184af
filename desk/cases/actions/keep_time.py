"""What time itself does to waiting cases: leads are told, another team steps in, newcomers hear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import locked, record
from desk.cases.actions.transfer import move
from desk.cases.alerts import Alert, tell_leads
from desk.cases.assignment import propose
from desk.cases.errors import UnknownCaseError
from desk.cases.expectation import expectation
from desk.cases.models import Case, EventKind, State
from desk.cases.queue import position
from desk.cases.wire import reminder_event
from desk.delivery.enqueue import enqueue
from desk.teams.models import Team
from desk.teams.opening import Schedule, schedule

#: Minutes, by day and by night, after which leads hear that nobody took an urgent case.
URGENT_MINUTES = 10
#: Words to one newcomer who waits; more would only worry.
MOST_REMINDERS = 3


@dataclass(frozen=True, slots=True)
class Done:
    """What one look did."""

    escalated: int
    reminded: int


def keep_time(*, now: datetime | None = None, reminder_minutes: int) -> Done:
    """Look at every waiting case once; each is changed in a transaction of its own.

    Args:
        now: Timezone-aware; the present unless given.
        reminder_minutes: Between two words to a newcomer; 0 says none.
    """
    at = now or timezone.now()
    escalated = reminded = 0
    for team, plan, cases in _waiting():
        for case in cases:
            if late(case, team, plan, at):
                escalated += _unless_gone(escalate, case.pk, at)
            elif silent(case, plan, at, reminder_minutes):
                reminded += _unless_gone(remind, case.pk, at)
    return Done(escalated, reminded)


def _waiting() -> Iterator[tuple[Team, Schedule, list[Case]]]:
    teams = Team.objects.filter(cases__state=State.WAITING).distinct()
    for team in teams.select_related("fallback", "organisation"):
        yield team, schedule(team), list(team.cases.filter(state=State.WAITING).defer("summary"))


def late(case: Case, team: Team, plan: Schedule, at: datetime) -> bool:
    """Whether somebody should have taken the case by now, and nobody was told yet."""
    if case.escalated_at is not None or team.claim_minutes is None:
        return False
    if case.urgent:
        return at - case.queued_at >= timedelta(minutes=min(URGENT_MINUTES, team.claim_minutes))
    return plan.open_minutes(case.queued_at, at) >= team.claim_minutes


def silent(case: Case, plan: Schedule, at: datetime, reminder_minutes: int) -> bool:
    """Whether the newcomer has heard nothing for long, while the team is there."""
    if reminder_minutes <= 0 or case.reminders >= MOST_REMINDERS or not plan.is_open(at):
        return False
    last = case.reminded_at or case.queued_at
    return at - last >= timedelta(minutes=reminder_minutes)


def _unless_gone(act: Callable[[UUID, datetime], bool], case_id: UUID, at: datetime) -> bool:
    try:
        return act(case_id, at)
    except UnknownCaseError:
        return False


@transaction.atomic
def escalate(case_id: UUID, at: datetime) -> bool:
    """Tell the leads that nobody took a case, and let the team that steps in have it.

    Returns:
        False when somebody took it meanwhile.
    """
    case = locked(case_id)
    if case.state != State.WAITING or case.escalated_at is not None:
        return False
    case.escalated_at = at
    case.save(update_fields=["escalated_at"])
    record(case, EventKind.ESCALATED)
    team = case.team
    transaction.on_commit(lambda: tell_leads(case, Alert.LATE, team=team))
    stand_in = team.fallback
    if stand_in is not None and stand_in.is_active and schedule(stand_in).is_open(at):
        move(case, stand_in, None)
    else:
        propose(case, except_for=case.proposed_to)
    return True


@transaction.atomic
def remind(case_id: UUID, at: datetime) -> bool:
    """Tell a newcomer that the case still waits, with its place and the usual wait.

    Returns:
        False when somebody took it meanwhile.
    """
    case = locked(case_id)
    if case.state != State.WAITING:
        return False
    case.reminded_at = at
    case.reminders += 1
    case.save(update_fields=["reminded_at", "reminders"])
    usual = expectation(case.team, now=at).wait_minutes
    enqueue(case, reminder_event(case, position(case), usual))
    return True
