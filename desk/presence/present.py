"""Who is at a case: a sign of life every few seconds, forgotten when it stops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from desk.cases.models import Case
from desk.counsellors.models import Counsellor
from desk.presence.models import Presence
from desk.teams.models import CASE_ROLES, Membership

#: After this long without a sign somebody is gone, in seconds; a page gives one every 15.
GONE_SECONDS = 40


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague at a case."""

    name: str
    writing: bool


def appear(case: Case, counsellor: Counsellor, *, writing: bool = False) -> None:
    """Give a sign of life; others look again only when something changed by it."""
    now = timezone.now()
    known = Presence.objects.filter(case=case, counsellor=counsellor).first()
    if known is None:
        row = Presence(
            case=case, counsellor=counsellor, seen_at=now, writing=writing, changed_at=now
        )
        # Two pages opened at once make one row.
        Presence.objects.bulk_create([row], ignore_conflicts=True)
        return
    was_gone = known.seen_at < now - timedelta(seconds=GONE_SECONDS)
    changed = was_gone or known.writing != writing
    Presence.objects.filter(pk=known.pk).update(
        seen_at=now, writing=writing, changed_at=now if changed else known.changed_at
    )


def leave(case: Case, counsellor: Counsellor) -> None:
    """Go at once."""
    now = timezone.now()
    Presence.objects.filter(case=case, counsellor=counsellor).update(
        seen_at=now - timedelta(seconds=2 * GONE_SECONDS), writing=False, changed_at=now
    )


def present(case: Case, counsellor: Counsellor) -> tuple[Present, ...]:
    """The colleagues at a case, without the counsellor who asks; writers first.

    Whose page is still open although the case has left their team is not at it any more.
    """
    since = timezone.now() - timedelta(seconds=GONE_SECONDS)
    members = Membership.objects.filter(team=case.team_id, role__in=CASE_ROLES)
    of_team = members.values("counsellor")
    rows = (
        Presence.objects.filter(case=case, seen_at__gte=since, counsellor__in=of_team)
        .exclude(counsellor=counsellor)
        .select_related("counsellor")
        .order_by("-writing", "counsellor__username")
    )
    return tuple(Present(row.counsellor.get_full_name(), row.writing) for row in rows)
