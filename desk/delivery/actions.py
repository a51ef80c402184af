"""What a counsellor may do about deliveries that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from desk.cases.wire import message_event, recall_event
from desk.delivery.enqueue import enqueue
from desk.delivery.models import Delivery, DeliveryState

if TYPE_CHECKING:
    from desk.cases.models import Case, Message


def send_again(case: Case) -> int:
    """Queue every failed delivery of a case again, with all its attempts; returns how many."""
    failed = Delivery.objects.filter(case=case, state=DeliveryState.FAILED)
    # The bot had those already, so their events were emptied.
    for message in _late(case):
        if message.counsellor is not None:
            failed.filter(message=message).update(
                payload=message_event(message, message.counsellor)
            )
    return failed.update(
        state=DeliveryState.QUEUED,
        attempts=0,
        problem="",
        late=False,
        next_attempt_at=timezone.now(),
        finished_at=None,
    )


def give_up(case: Case) -> int:
    """Give up every failed delivery of a case, so that later ones may go; returns how many.

    Call it inside a transaction: the bot is told to keep those no longer that it has.
    """
    for message in _late(case):
        enqueue(case, recall_event(message))
    return Delivery.objects.filter(case=case, state=DeliveryState.FAILED).update(
        state=DeliveryState.DISCARDED,
        payload={},
        problem="",
        late=False,
        finished_at=timezone.now(),
    )


def _late(case: Case) -> list[Message]:
    """The replies that failed after the bot had taken them."""
    return list(
        case.messages.filter(delivery__state=DeliveryState.FAILED, delivery__late=True)
        .select_related("counsellor", "case")
        .order_by("id")
    )
