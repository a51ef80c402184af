"""A counsellor gives a case back to the queue."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import movable, record
from desk.cases.assignment import propose
from desk.cases.errors import NotHolderError
from desk.cases.models import Case, EventKind, State
from desk.cases.transcript import storable
from desk.cases.wire import state_event
from desk.counsellors.models import Counsellor
from desk.delivery.enqueue import enqueue


@transaction.atomic
def hand_back(case_id: UUID, counsellor: Counsellor, *, note: str = "") -> Case:
    """Let a colleague take over; the newcomer keeps the place that the first wait earned.

    Args:
        case_id: The case.
        counsellor: Who gives it back; must hold it, or lead its team: colleagues fall ill.
        note: For colleagues; newcomers never see it.

    Raises:
        CaseError: If the case is unknown, closed or not this counsellor's to give back.
    """
    case = movable(case_id, counsellor)
    holder = case.holder
    if holder is None:
        raise NotHolderError
    case.state = State.WAITING
    case.holder = None
    case.claimed_at = None
    case.draft = ""
    # The time in which somebody must take it begins anew; the place in the queue does not.
    case.queued_at = timezone.now()
    case.escalated_at = None
    case.save(update_fields=["state", "holder", "claimed_at", "draft", "queued_at", "escalated_at"])
    record(case, EventKind.HANDED_BACK, counsellor, note=storable(note).strip())
    propose(case, except_for=holder)
    enqueue(case, state_event(case, State.WAITING, holder))
    return case
