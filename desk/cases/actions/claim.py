"""A counsellor takes a case."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import is_taken_by, locked_for, record
from desk.cases.assignment import has_full_hands
from desk.cases.errors import AlreadyClaimedError, ClosedCaseError, FullHandsError
from desk.cases.models import Case, EventKind, State
from desk.cases.wire import state_event
from desk.counsellors.models import Counsellor
from desk.delivery.enqueue import enqueue


@transaction.atomic
def claim(case_id: UUID, counsellor: Counsellor) -> Case:
    """Take a waiting case; from now on the bot is silent. Taking one's own case changes nothing.

    Raises:
        UnknownCaseError: If there is no such case.
        AlreadyClaimedError: If a colleague was quicker.
        ClosedCaseError: If it is resolved or withdrawn.
        FullHandsError: If the counsellor holds as many as agreed; an urgent case may always be
            taken.
    """
    case = locked_for(case_id, counsellor)
    if is_taken_by(case, counsellor):
        return case
    if case.state == State.ACTIVE and case.holder is not None:
        raise AlreadyClaimedError(case.holder.get_full_name())
    if case.state != State.WAITING:
        raise ClosedCaseError
    if not case.urgent and has_full_hands(counsellor):
        raise FullHandsError
    case.state = State.ACTIVE
    case.holder = counsellor
    case.claimed_at = timezone.now()
    case.proposed_to = None
    case.save(update_fields=["state", "holder", "claimed_at", "proposed_to"])
    record(case, EventKind.CLAIMED, counsellor)
    enqueue(case, state_event(case, State.ACTIVE, counsellor))
    return case
