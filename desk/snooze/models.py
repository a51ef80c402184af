"""A case that rests until a moment."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Snooze(models.Model):
    """Until when a case is put aside; nothing has to run for it to come back."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="snooze")
    until = models.DateTimeField(db_index=True)
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.until.isoformat()

    def holds(self, newcomer_wrote_at: datetime | None) -> bool:
        """Whether the case still rests; see :func:`asleep`.

        Args:
            newcomer_wrote_at: When the newcomer last wrote.
        """
        silent = newcomer_wrote_at is None or newcomer_wrote_at <= self.at
        return silent and self.until > timezone.now()


def asleep(now: datetime | None = None) -> Q:
    """The cases that rest: their moment has not come, and the newcomer wrote nothing since."""
    silent = Q(newcomer_wrote_at__isnull=True) | Q(newcomer_wrote_at__lte=F("snooze__at"))
    return silent & Q(snooze__until__gt=now or timezone.now())
