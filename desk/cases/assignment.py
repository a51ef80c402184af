"""Whose turn it is: proposals in teams that do not want to choose themselves."""

from __future__ import annotations

from django.db.models import Count, Max, Q

from desk.cases.models import Case, State
from desk.counsellors.models import Counsellor
from desk.teams.models import CASE_ROLES, Distribution

_HELD = Q(held_cases__state=State.ACTIVE)
_PROPOSED = Q(proposed_cases__state=State.WAITING)


def has_full_hands(counsellor: Counsellor) -> bool:
    """Whether the counsellor holds as many cases as were agreed."""
    if counsellor.capacity is None:
        return False
    held = Case.objects.filter(holder=counsellor, state=State.ACTIVE).count()
    return held >= counsellor.capacity


def propose(case: Case, *, except_for: Counsellor | None = None) -> Counsellor | None:
    """Propose a waiting case to whoever's turn it is; anybody of the team may still take it.

    Args:
        case: A waiting case; its proposal is written.
        except_for: Who had their turn already.

    Returns:
        Who it was proposed to; ``None`` in teams that choose themselves, and when everybody has
        full hands.
    """
    chosen = None
    if case.team.distribution == Distribution.ROUND_ROBIN:
        chosen = _next(case, except_for)
    if chosen != case.proposed_to:
        case.proposed_to = chosen
        case.save(update_fields=["proposed_to"])
    return chosen


def _next(case: Case, except_for: Counsellor | None) -> Counsellor | None:
    """Who writes the language, knows the need, has the fewest cases, waited longest for one."""
    colleagues = (
        Counsellor.objects.filter(
            pk__in=case.team.memberships.filter(role__in=CASE_ROLES).values("counsellor"),
            is_active=True,
        )
        .exclude(pk__in=[except_for.pk] if except_for else [])
        .annotate(
            held=Count("held_cases", filter=_HELD, distinct=True),
            proposed=Count("proposed_cases", filter=_PROPOSED, distinct=True),
            last=Max("held_cases__claimed_at"),
        )
    )
    free = [
        colleague
        for colleague in colleagues
        if case.urgent
        or colleague.capacity is None
        or colleague.held + colleague.proposed < colleague.capacity
    ]
    return min(
        free,
        key=lambda colleague: (
            case.language not in colleague.languages,
            case.need not in colleague.skills,
            colleague.held + colleague.proposed,
            colleague.last.timestamp() if colleague.last else 0.0,
            colleague.pk,
        ),
        default=None,
    )
