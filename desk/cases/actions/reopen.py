"""A counsellor takes a closed case up again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import is_taken_by, locked, record
from desk.cases.errors import AlreadyClaimedError, ClosedCaseError
from desk.cases.models import Case, EventKind, State
from desk.cases.wire import state_event
from desk.counsellors.models import Counsellor
from desk.delivery.enqueue import enqueue


@transaction.atomic
def reopen(case_id: UUID, counsellor: Counsellor) -> Case:
    """Answer a resolved case whose newcomer wrote once more, whoever closed it.

    Raises:
        UnknownCaseError: If there is no such case.
        AlreadyClaimedError: If a colleague was quicker.
        ClosedCaseError: If nothing was written after it was closed, or it was withdrawn.
    """
    case = locked(case_id)
    if is_taken_by(case, counsellor):
        return case
    if case.state == State.ACTIVE and case.holder is not None:
        raise AlreadyClaimedError(case.holder.get_full_name())
    if not case.wrote_after_closing:
        raise ClosedCaseError
    case.state = State.ACTIVE
    case.holder = counsellor
    case.outcome = ""
    case.closed_at = None
    case.claimed_at = timezone.now()
    case.save(update_fields=["state", "holder", "outcome", "closed_at", "claimed_at"])
    record(case, EventKind.REOPENED, counsellor)
    enqueue(case, state_event(case, State.ACTIVE, counsellor))
    return case
