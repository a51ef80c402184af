"""A newcomer no longer wants a person."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import locked, record
from desk.cases.models import Case, EventKind, State


@transaction.atomic
def withdraw(case_id: UUID) -> Case:
    """Take an open case out of the queue; a closed one stays as it is.

    The bot is not told: it is the bot that tells us.

    Raises:
        UnknownCaseError: If there is no such case.
    """
    case = locked(case_id)
    if case.is_open:
        case.state = State.WITHDRAWN
        case.closed_at = timezone.now()
        case.draft = ""
        case.save(update_fields=["state", "closed_at", "draft"])
        record(case, EventKind.WITHDRAWN)
    return case
