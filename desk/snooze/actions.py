"""Put a case aside, and take it up again."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases.actions.locking import held, record
from desk.cases.errors import CaseError
from desk.cases.models import EventKind
from desk.counsellors.models import Counsellor
from desk.snooze.models import Snooze

#: The farthest a case may be put aside, in days.
LONGEST_DAYS = 180


@transaction.atomic
def put_aside(case_id: UUID, counsellor: Counsellor, until: datetime) -> Snooze:
    """Let a case rest until a moment; it comes back by itself, or when the newcomer writes.

    Args:
        case_id: The case.
        counsellor: Who puts it aside; must hold it.
        until: Timezone-aware, in the future, at most :data:`LONGEST_DAYS` days ahead.

    Raises:
        CaseError: If the case is not held by this counsellor, or the moment does not fit.
    """
    case = held(case_id, counsellor)
    now = timezone.now()
    if not now < until <= now + timedelta(days=LONGEST_DAYS):
        raise CaseError(
            _("This date does not fit."),
            _("Choose one from now to %(days)d days ahead.") % {"days": LONGEST_DAYS},
        )
    snooze, _new = Snooze.objects.update_or_create(
        case=case, defaults={"until": until, "counsellor": counsellor, "at": now}
    )
    record(case, EventKind.SNOOZED, counsellor)
    return snooze


@transaction.atomic
def take_up(case_id: UUID, counsellor: Counsellor) -> None:
    """Take a case up again before its time, or put the reminder away after it.

    Raises:
        CaseError: If the case is not held by this counsellor.
    """
    case = held(case_id, counsellor)
    gone, _rows = Snooze.objects.filter(case=case).delete()
    if gone:
        record(case, EventKind.WOKEN, counsellor)
