"""A counsellor closes a case."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import held, record
from desk.cases.models import Case, EventKind, Outcome, State
from desk.cases.transcript import storable
from desk.cases.wire import state_event
from desk.counsellors.models import Counsellor
from desk.delivery.enqueue import enqueue


@transaction.atomic
def resolve(
    case_id: UUID,
    counsellor: Counsellor,
    *,
    outcome: Outcome,
    note: str = "",
    undo_seconds: float = 0,
) -> Case:
    """Close a case; the bot answers again from here on.

    Args:
        case_id: The case.
        counsellor: Who closes it; must hold it.
        outcome: How it ended.
        note: For colleagues; newcomers never see it.
        undo_seconds: How long the bot is not told, so that the end can be taken back.

    Raises:
        CaseError: If the case is unknown, closed already or not held by this counsellor.
    """
    case = held(case_id, counsellor)
    case.state = State.RESOLVED
    case.outcome = outcome
    case.closed_at = timezone.now()
    case.draft = ""
    case.save(update_fields=["state", "outcome", "closed_at", "draft"])
    record(case, EventKind.RESOLVED, counsellor, note=storable(note).strip())
    enqueue(case, state_event(case, State.RESOLVED, counsellor), rest_seconds=undo_seconds)
    return case
