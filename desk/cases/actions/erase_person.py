"""Forget a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet

from desk.cases.models import Case, Message
from desk.delivery.models import Delivery, DeliveryState
from desk.search.index import forget_erased


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows are gone."""

    cases: int
    messages: int
    #: Deliveries that had not reached the bot.
    outbox: int


@transaction.atomic
def erase_person(sender: str) -> Erased:
    """Delete every case of a person, with its messages, history and deliveries."""
    return erase_cases(Case.objects.filter(sender=sender))


def erase_cases(found: QuerySet[Case]) -> Erased:
    """Delete cases with all that hangs on them; call it inside a transaction."""
    cases = list(found.select_for_update().values_list("pk", flat=True))
    erased = Erased(
        cases=len(cases),
        messages=Message.objects.filter(case__in=cases).count(),
        outbox=Delivery.objects.filter(
            case__in=cases, state__in=[DeliveryState.QUEUED, DeliveryState.FAILED]
        ).count(),
    )
    Case.objects.filter(pk__in=cases).delete()
    if cases:
        transaction.on_commit(lambda: forget_erased(connection))
    return erased
