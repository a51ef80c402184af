"""What a person agreed to, in which words."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What for."""

    SHARE = "share", _("share this case with counsellors")
    STATISTICS = "statistics", _("count this case in anonymous statistics")


def version_of(text: str) -> str:
    """Short name of a wording: another letter, another version."""
    return sha256(text.encode()).hexdigest()[:12] if text else ""


class Consent(models.Model):
    """One agreement, kept and forgotten with its case."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose)
    #: The sentence that the person said yes to, and its version; empty if nobody recorded it.
    text = models.TextField(blank=True)
    version = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    #: Who wrote it down; ``None``: the person pressed the button themselves.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """The newest first; at most one that holds for each purpose."""

        ordering = ("-given_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
