"""Forget what nobody needs any more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.erase_person import Erased, erase_cases
from desk.cases.models import Case, State


@transaction.atomic
def forget_closed(*, days: int) -> Erased:
    """Delete cases that were closed or withdrawn more than a number of days ago.

    Args:
        days: At least 1; what is younger stays, and so does every open case.

    Raises:
        ValueError: If ``days`` is less than 1.
    """
    if days < 1:
        raise ValueError(f"Cases must be kept for at least one day, not {days}.")
    old = timezone.now() - timedelta(days=days)
    return erase_cases(
        Case.objects.filter(state__in=[State.RESOLVED, State.WITHDRAWN], closed_at__lt=old)
    )
