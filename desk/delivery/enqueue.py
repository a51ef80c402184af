"""Put an event into the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.delivery.models import Delivery

if TYPE_CHECKING:
    from desk.cases.models import Case, Message


def enqueue(
    case: Case,
    event: dict[str, Any],
    *,
    message: Message | None = None,
    rest_seconds: float = 0,
) -> Delivery:
    """Write an event into the outbox; the courier takes it from there.

    Args:
        case: The case that the event belongs to.
        event: The body that the bot receives, ``docs/wire.md`` part 2; ``id`` is a UUID.
        message: The reply that the event carries, if it carries one.
        rest_seconds: How long the courier leaves it alone, so that it can be taken back.

    Raises:
        TransactionManagementError: Outside a transaction; the event and what it tells about must
            become true together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event was put into the outbox outside a transaction. "
            "Call this inside the transaction that changes the case."
        )
    return Delivery.objects.create(
        event_id=UUID(event["id"]),
        case=case,
        message=message,
        payload=event,
        next_attempt_at=timezone.now() + timedelta(seconds=rest_seconds),
    )
