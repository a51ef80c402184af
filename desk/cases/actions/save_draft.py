"""Keep what a counsellor is writing."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from desk.cases.actions.locking import held
from desk.cases.actions.reply import MAX_LENGTH
from desk.cases.transcript import storable
from desk.counsellors.models import Counsellor


@transaction.atomic
def save_draft(case_id: UUID, counsellor: Counsellor, *, text: str) -> None:
    """Keep an unsent reply with its case, so that neither reload nor another computer loses it.

    Raises:
        CaseError: If the case is unknown, closed or not held by this counsellor.
    """
    case = held(case_id, counsellor)
    case.draft = storable(text)[: 2 * MAX_LENGTH]
    case.save(update_fields=["draft"])
