"""The outbox: what must still reach the bot, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """How far a delivery is."""

    QUEUED = "queued", _("on its way")
    SENT = "sent", _("delivered")
    STORED = "stored", _("waiting until the person is back")
    FAILED = "failed", _("not delivered")
    DISCARDED = "discarded", _("not sent")


class Problem(models.TextChoices):
    """Why a delivery did not succeed."""

    UNREACHABLE = "unreachable", _("The assistant could not be reached.")
    TIMEOUT = "timeout", _("The assistant took too long to answer.")
    TROUBLE = "trouble", _("The assistant had a technical problem.")
    UNAUTHORIZED = "unauthorized", _("The assistant does not accept the desk's key.")
    UNKNOWN_CONVERSATION = "unknown_conversation", _("The assistant no longer knows this person.")
    UNREACHABLE_PERSON = (
        "unreachable_person",
        _("The person can no longer be reached where they wrote."),
    )
    REFUSED = "refused", _("The assistant refused this message.")
    NOT_ARRIVED = (
        "not_arrived",
        _("The messaging service could not deliver it. If the person writes, it goes out again."),
    )


class Delivery(models.Model):
    """One event for the bot, written in the transaction of what it tells about.

    Events of one case are delivered in the order of their keys. One that failed holds back those
    behind it until a counsellor sends it again or gives it up, so that a newcomer never reads an
    answer without what came before it. One that failed late, after the bot had taken it, holds back
    nothing: what came behind it is with the person already.
    """

    #: The event's id; the bot recognises one that it has seen.
    event_id = models.UUIDField(unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="deliveries")
    #: The reply it carries; ``None`` for a change of state.
    message = models.OneToOneField(
        "cases.Message", on_delete=models.CASCADE, null=True, related_name="delivery"
    )
    #: The event's body; emptied once the bot has it.
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=24, choices=Problem, blank=True)
    #: Whether it failed after the bot had taken it.
    late = models.BooleanField(default=False)
    #: Since when it is so by the bot's clock, as far as news told; older news changes nothing.
    told_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField()
    #: Until when one courier has it in hand; another leaves it alone.
    leased_until = models.DateTimeField(null=True, blank=True)
    #: When it reached the bot, failed or was given up.
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Order of delivery; one index holds only what is unfinished."""

        ordering = ("id",)
        indexes = (
            models.Index(
                fields=["id"],
                condition=Q(state__in=[DeliveryState.QUEUED, DeliveryState.FAILED]),
                name="delivery_unfinished",
            ),
            models.Index(fields=["-finished_at"], name="delivery_finished"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.FAILED) | ~Q(problem=""),
                name="delivery_failed_says_why",
            ),
        )

    def __str__(self) -> str:
        return str(self.event_id)
