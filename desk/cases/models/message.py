"""One thing said in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desk.cases.models.case import Case
from knowledge.languages import direction

if TYPE_CHECKING:
    from desk.delivery.models import Delivery


class Author(models.TextChoices):
    """Who said it."""

    NEWCOMER = "newcomer", _("newcomer")
    BOT = "bot", _("assistant")
    COUNSELLOR = "counsellor", _("counsellor")


class Message(models.Model):
    """One message; the order of a transcript is the order of arrival."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    #: Given by whoever made it; known twice, it is the same message.
    message_id = models.CharField(max_length=255)
    author = models.CharField(max_length=10, choices=Author)
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    text = models.TextField()
    language = models.CharField(max_length=12)
    #: When it was written, by its author's clock.
    at = models.DateTimeField()
    #: Article that the bot answered with.
    article = models.CharField(max_length=120, blank=True)
    #: Rows of ``{"key", "section", "as_of"}`` under the bot's answer.
    sources = models.JSONField(default=list, blank=True)

    if TYPE_CHECKING:
        delivery: Delivery

    class Meta:
        """Order, and what must always be true."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["case", "message_id"], name="message_known_once"),
            models.CheckConstraint(
                condition=Q(author=Author.COUNSELLOR, counsellor__isnull=False)
                | ~Q(author=Author.COUNSELLOR) & Q(counsellor__isnull=True),
                name="message_counsellor_named",
            ),
        )

    def __str__(self) -> str:
        return self.message_id

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by the message's language."""
        return direction(self.language)
