"""A newcomer has agreed to talk to a person."""

from __future__ import annotations

from django.db import transaction

from desk.cases.actions.append_messages import append
from desk.cases.actions.locking import locked
from desk.cases.alerts import Alert, tell_leads
from desk.cases.assignment import propose
from desk.cases.models import Case
from desk.cases.models.case import not_in_future
from desk.cases.transcript import NewCase
from desk.teams.routing import Request, route


@transaction.atomic
def open_case(new: NewCase) -> tuple[Case, bool]:
    """Put a case into its team's queue; a known one only gains the messages it lacks.

    Returns:
        The case, and whether it is new.
    """
    if Case.objects.filter(pk=new.id).exists():
        case = locked(new.id)
        append(case, new.messages)
        return case, False
    chosen = route(
        Request(
            need=new.need,
            region=new.region,
            municipality=new.municipality,
            language=new.language,
            urgent=new.urgent,
        )
    )
    case, created = Case.objects.get_or_create(
        pk=new.id,
        defaults={
            "team": chosen.team,
            "rule_id": chosen.rule,
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
    if created:
        propose(case)
        if case.urgent:
            transaction.on_commit(lambda: tell_leads(case, Alert.URGENT))
    else:
        # Somebody else brought it between the look and now.
        case = locked(new.id)
    append(case, new.messages)
    return case, created
