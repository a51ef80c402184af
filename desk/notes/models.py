"""Whom a note mentions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Mention(models.Model):
    """A colleague named in a note; the note itself is an event of the case."""

    event = models.ForeignKey("cases.CaseEvent", on_delete=models.CASCADE, related_name="mentions")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )
    #: When the colleague opened the case after it; ``None`` until then.
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first; one index holds only what nobody has read."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["event", "counsellor"], name="mention_once"),
        )
        indexes = (
            models.Index(
                fields=["counsellor"], condition=Q(seen_at__isnull=True), name="mention_unseen"
            ),
        )

    def __str__(self) -> str:
        return f"@{self.counsellor_id}"
