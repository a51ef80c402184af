"""What happened to a case, for the transcript and for the figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.cases.models.case import Case


class EventKind(models.TextChoices):
    """What may happen to a case."""

    CLAIMED = "claimed", _("took the case")
    HANDED_BACK = "handed_back", _("gave the case back to the queue")
    RESOLVED = "resolved", _("closed the case")
    READ = "read", _("read the last words")
    ESCALATED = "escalated", _("Nobody took the case in time.")
    MOVED = "moved", _("moved the case to another team")
    ASKED_TO_MOVE = "asked_to_move", _("asked the newcomer about another organisation")
    AGREED_TO_MOVE = "agreed_to_move", _("The newcomer agreed to the other organisation.")
    REFUSED_TO_MOVE = "refused_to_move", _("The newcomer wants to stay with this organisation.")
    HELPED = "helped", _("The newcomer says that this helped.")
    DID_NOT_HELP = "did_not_help", _("The newcomer says that this did not help.")
    WITHDRAWN = "withdrawn", _("The newcomer no longer wants a person.")
    REOPENED = "reopened", _("opened the case again")
    SNOOZED = "snoozed", _("put the case aside")
    WOKEN = "woken", _("took the case up again")
    OTHER_LANGUAGE = "other_language", _("The newcomer reads another language now.")
    NOTE = "note", _("left a note")


class CaseEvent(models.Model):
    """One change of a case: who, when, and a note for colleagues."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=24, choices=EventKind)
    #: Who did it; ``None`` when the newcomer did.
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    #: Read by colleagues only.
    note = models.TextField(blank=True)
    #: The last message there was, so that the transcript shows both in their order.
    after_message = models.BigIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Order of happening."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.kind
