"""What a counsellor may do about deliveries that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from desk.cases.wire import message_event
from desk.delivery.models import Delivery, DeliveryState

if TYPE_CHECKING:
    from desk.cases.models import Case


def send_again(case: Case) -> int:
    """Queue every failed delivery of a case again, with all its attempts; returns how many."""
    failed = Delivery.objects.filter(case=case, state=DeliveryState.FAILED)
    # The bot had those already, so their events were emptied.
    for late in failed.filter(late=True).select_related("message__counsellor"):
        if late.message is not None and late.message.counsellor is not None:
            late.payload = message_event(late.message, late.message.counsellor)
            late.save(update_fields=["payload"])
    return failed.update(
        state=DeliveryState.QUEUED,
        attempts=0,
        problem="",
        late=False,
        next_attempt_at=timezone.now(),
        finished_at=None,
    )


def give_up(case: Case) -> int:
    """Give up every failed delivery of a case, so that later ones may go; returns how many."""
    return Delivery.objects.filter(case=case, state=DeliveryState.FAILED).update(
        state=DeliveryState.DISCARDED, payload={}, late=False, finished_at=timezone.now()
    )
