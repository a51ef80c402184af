"""Which team gets which case."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.teams.models.organisation import Team


def validate_codes(codes: Any) -> None:
    """Refuse anything but a list of short texts.

    Raises:
        ValidationError: If it is something else.
    """
    good = isinstance(codes, list) and all(isinstance(code, str) and code for code in codes)
    if not good:
        raise ValidationError(_('Give a list: ["nl", "fr"].'))


def codes(label: Any, help_text: Any = "") -> Any:
    """A list of codes; an empty one matches everything."""
    return models.JSONField(
        label, default=list, blank=True, validators=[validate_codes], help_text=help_text
    )


class RoutingRule(models.Model):
    """A rule; the first one, in their order, whose every condition fits decides."""

    #: Low ones are asked first; of equal ones the older.
    position = models.PositiveIntegerField(_("position"), default=100)
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="rules", verbose_name=_("team")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    needs = codes(_("needs"), _("Empty fits every need."))
    regions = codes(_("regions"), _("Empty fits every region."))
    #: Any name of the municipality, in any spelling that differs by accents and hyphens only.
    municipalities = codes(_("municipalities"), _("Empty fits every municipality."))
    #: Id of an office: fits the places where it is surely competent.
    office = models.CharField(
        _("area of this office"),
        max_length=60,
        blank=True,
        help_text=_("Fits the places where this office is competent."),
    )
    languages = codes(_("languages"), _("Empty fits every language."))
    #: ``None`` fits both.
    urgent = models.BooleanField(_("urgent"), null=True, blank=True)

    class Meta:
        """Names and order."""

        ordering = ("position", "id")
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")

    def __str__(self) -> str:
        return f"{self.position}: {self.team.name}"
