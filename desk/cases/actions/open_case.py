"""A newcomer has agreed to talk to a person."""

from __future__ import annotations

from django.db import transaction

from desk.cases.actions.append_messages import append
from desk.cases.models import Case
from desk.cases.models.case import not_in_future
from desk.cases.transcript import NewCase


@transaction.atomic
def open_case(new: NewCase) -> tuple[Case, bool]:
    """Put a case into the queue; a known one only gains the messages it lacks.

    Returns:
        The case, and whether it is new.
    """
    case, created = Case.objects.get_or_create(
        pk=new.id,
        defaults={
            "sender": new.sender,
            "channel": new.channel,
            "language": new.language,
            "region": new.region,
            "municipality": new.municipality,
            "need": new.need,
            "topic": new.topic,
            "reason": new.reason,
            "urgent": new.urgent,
            "summary": list(new.summary),
            "opened_at": not_in_future(new.opened_at),
        },
    )
    if not created:
        case = Case.objects.select_for_update().get(pk=new.id)
    append(case, new.messages)
    return case, created
