"""A counsellor at a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """The last sign that a counsellor has a case's page open; forgotten with the case."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="presences")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    seen_at = models.DateTimeField()
    #: Whether a reply was being written at that moment.
    writing = models.BooleanField(default=False)
    #: When somebody came, went, began or stopped writing: what others should see at once.
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        """One row for each counsellor at a case."""

        constraints = (models.UniqueConstraint(fields=["case", "counsellor"], name="present_once"),)

    def __str__(self) -> str:
        return f"{self.counsellor_id} {self.seen_at.isoformat()}"
