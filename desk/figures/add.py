"""Add a report of the relay to the counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from desk.figures.models import Batch, Count


@dataclass(frozen=True, slots=True)
class Reported:
    """One line of a report; empty texts are not known."""

    day: date
    kind: str
    language: str
    region: str
    detail: str
    n: int


@transaction.atomic
def add(batch: UUID, lines: Iterable[Reported]) -> bool:
    """Add every line once; ``False`` if the report was added before."""
    _row, is_new = Batch.objects.get_or_create(pk=batch)
    if not is_new:
        return False
    for line in lines:
        row, _new = Count.objects.get_or_create(
            day=line.day,
            kind=line.kind,
            language=line.language,
            region=line.region,
            detail=line.detail,
        )
        Count.objects.filter(pk=row.pk).update(n=F("n") + line.n)
    return True
