"""What became of a reply after the bot had answered for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.delivery.models import Delivery, DeliveryState, Problem

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """How far the bot says that a reply is."""

    event_id: UUID
    state: DeliveryState
    #: Why it failed; ``None`` for any other state.
    problem: Problem | None
    #: By the bot's clock.
    at: datetime


@transaction.atomic
def take(news: News) -> bool:
    """Write news down; a courier that has the reply in hand then leaves it as it is.

    Returns:
        Whether it was news. It is not when the reply is erased or something later is known, nor
        for a reply that was given up, unless it arrived all the same.
    """
    known = Delivery.objects.select_for_update().filter(event_id=news.event_id)
    delivery = known.defer("payload").first()
    if delivery is None or (delivery.told_at is not None and delivery.told_at >= news.at):
        return False
    if delivery.state == DeliveryState.DISCARDED and news.state != DeliveryState.SENT:
        return False
    failed = news.state == DeliveryState.FAILED
    if failed:
        logger.warning("Delivery %s failed after all: %s.", news.event_id, news.problem)
    known.update(
        state=news.state,
        problem=news.problem or "",
        late=failed,
        told_at=news.at,
        payload={},
        leased_until=None,
        finished_at=timezone.now(),
    )
    return True
