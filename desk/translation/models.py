"""Translations that were paid for once."""

from __future__ import annotations

from django.db import models


class Translation(models.Model):
    """A text in another language, kept as long as its case."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="translations")
    #: Hash of service, languages and redacted text; the text itself stands in its message.
    key = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each text once a case."""

        constraints = (models.UniqueConstraint(fields=["case", "key"], name="translated_once"),)

    def __str__(self) -> str:
        return self.key
