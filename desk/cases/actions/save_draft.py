"""Keep what a counsellor is writing."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from desk.cases.actions.locking import answerable
from desk.cases.actions.reply import MAX_LENGTH
from desk.cases.models import Case
from desk.cases.transcript import storable
from desk.counsellors.models import Counsellor


@transaction.atomic
def save_draft(
    case_id: UUID, counsellor: Counsellor, *, reply_id: UUID | None, text: str
) -> Case | None:
    """Keep an unsent reply with its case, so that neither reload nor another computer loses it.

    Args:
        case_id: The case.
        counsellor: Who writes; must hold the case.
        reply_id: The reply this may become. Once that is sent, a draft of it that comes late, as
            when the network swaps two requests, is passed over.
        text: What is written so far.

    Returns:
        The case; ``None`` when the draft came late.

    Raises:
        CaseError: If the case is unknown, closed or not held by this counsellor.
    """
    case = answerable(case_id, counsellor)
    if reply_id is not None and case.messages.filter(message_id=str(reply_id)).exists():
        return None
    case.draft = storable(text)[: 2 * MAX_LENGTH]
    case.save(update_fields=["draft"])
    return case
