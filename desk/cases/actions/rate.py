"""What the newcomer says of the help, after the end."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from desk.cases.actions.locking import locked, record
from desk.cases.models import Case, EventKind, State


@transaction.atomic
def rate(case_id: UUID, *, helped: bool) -> Case:
    """Keep whether a closed case helped; the last word counts, an open case has none yet.

    Raises:
        UnknownCaseError: If there is no such case.
    """
    case = locked(case_id)
    if case.state == State.RESOLVED and case.helped != helped:
        case.helped = helped
        case.save(update_fields=["helped"])
        record(case, EventKind.HELPED if helped else EventKind.DID_NOT_HELP)
    return case
