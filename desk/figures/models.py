"""Counts by day, as the relay reports them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counted(models.TextChoices):
    """What is counted."""

    CONVERSATION = "conversation", _("conversations")
    QUESTION = "question", _("messages of newcomers")
    ANSWER = "answer", _("answered by the assistant")
    CLARIFY = "clarify", _("asked back")
    NO_ANSWER = "no_answer", _("no answer found")
    OFFER = "offer", _("a person was offered")


class Count(models.Model):
    """How often something happened on one day."""

    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Counted)
    language = models.CharField(max_length=12, blank=True)
    region = models.CharField(max_length=40, blank=True)
    #: The article of an answer, the reason of an offer.
    detail = models.CharField(max_length=120, blank=True)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        """One row for each thing and day."""

        ordering = ("day", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["day", "kind", "language", "region", "detail"], name="counted_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.n}"


class Batch(models.Model):
    """A report that was added; the same one again adds nothing."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)
