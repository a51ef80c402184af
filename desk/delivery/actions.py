"""What a counsellor may do about deliveries that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from desk.delivery.models import Delivery, DeliveryState

if TYPE_CHECKING:
    from desk.cases.models import Case


def send_again(case: Case) -> int:
    """Queue every failed delivery of a case again, with all its attempts; returns how many."""
    return Delivery.objects.filter(case=case, state=DeliveryState.FAILED).update(
        state=DeliveryState.QUEUED,
        attempts=0,
        problem="",
        next_attempt_at=timezone.now(),
        finished_at=None,
    )


def give_up(case: Case) -> int:
    """Give up every failed delivery of a case, so that later ones may go; returns how many."""
    return Delivery.objects.filter(case=case, state=DeliveryState.FAILED).update(
        state=DeliveryState.DISCARDED, payload={}, finished_at=timezone.now()
    )
