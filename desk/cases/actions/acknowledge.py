"""A counsellor has read what came in after a case was closed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import answerable, record
from desk.cases.errors import ClosedCaseError
from desk.cases.models import Case, EventKind, State
from desk.counsellors.models import Counsellor


@transaction.atomic
def acknowledge(case_id: UUID, counsellor: Counsellor) -> Case:
    """Leave late words without an answer; the case is closed from now on.

    Raises:
        CaseError: If the case is unknown, has no late words, or a colleague closed it.
    """
    case = answerable(case_id, counsellor)
    if case.state != State.RESOLVED:
        raise ClosedCaseError
    case.closed_at = timezone.now()
    case.draft = ""
    case.save(update_fields=["closed_at", "draft"])
    record(case, EventKind.READ, counsellor)
    return case
