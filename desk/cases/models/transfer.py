"""A counsellor's wish to bring a case to another organisation, until the newcomer has answered."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desk.cases.models.case import Case


class TransferState(models.TextChoices):
    """What the newcomer said."""

    PENDING = "pending", _("waits for the newcomer's answer")
    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("taken back")


class Transfer(models.Model):
    """One question to the newcomer; only a pending one can still be answered."""

    #: Travels to the bot and back.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    to_team = models.ForeignKey("teams.Team", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    #: For the colleagues who get the case.
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.PENDING)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Order, and what must always be true."""

        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=TransferState.PENDING),
                name="transfer_one_pending",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
