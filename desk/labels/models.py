"""What a label is, and on which cases it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: Characters of a label; a word or two.
LONGEST = 40


class Label(models.Model):
    """A word that counsellors find cases by."""

    name = models.CharField(_("name"), max_length=LONGEST)
    #: The name in small letters: two spellings of one label would be two labels.
    folded = models.CharField(max_length=LONGEST * 2, unique=True, editable=False)

    class Meta:
        """In the order of the names."""

        ordering = ("folded",)
        verbose_name = _("label")
        verbose_name_plural = _("labels")

    def __str__(self) -> str:
        return self.name


class CaseLabel(models.Model):
    """A label on a case, and who put it there."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="labels")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="cases")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were put."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["case", "label"], name="label_once_on_a_case"),
        )

    def __str__(self) -> str:
        return str(self.label)
