"""Who helps newcomers: organisations and their teams."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A body that answers newcomers; what they agreed to share stays within one."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        """Names and order."""

        ordering = ("name",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Distribution(models.TextChoices):
    """How a case finds its counsellor."""

    PULL = "pull", _("counsellors take cases themselves")
    ROUND_ROBIN = "round_robin", _("cases are proposed in turn")


class Team(models.Model):
    """Counsellors who share a queue."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="teams", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(
        _("takes new cases"), default=True, help_text=_("Cases that it has stay with it.")
    )
    #: Gets what no rule routes; exactly one team is it.
    is_default = models.BooleanField(_("gets what no rule routes"), default=False)
    distribution = models.CharField(
        _("distribution"), max_length=12, choices=Distribution, default=Distribution.PULL
    )
    #: Minutes within opening hours; ``None`` never escalates.
    claim_minutes = models.PositiveIntegerField(
        _("minutes until somebody must have taken a case"), null=True, blank=True, default=60
    )
    #: Where a case goes that nobody took; within the organisation, because the newcomer agreed to
    #: this one.
    fallback = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team that steps in"),
    )
    closed_on_holidays = models.BooleanField(_("closed on public holidays"), default=True)

    class Meta:
        """Names, order, and what must always be true."""

        ordering = ("organisation__name", "name")
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "name"], name="team_named_once"),
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="team_one_default"
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(is_active=True), name="team_default_active"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation.name})"

    def clean(self) -> None:
        """Refuse a fallback that the newcomer did not agree to.

        Raises:
            ValidationError: If the fallback is this team or of another organisation.
        """
        if self.fallback is None:
            return
        if self.fallback == self:
            raise ValidationError({"fallback": _("A team cannot step in for itself.")})
        if self.fallback.organisation_id != self.organisation_id:
            raise ValidationError({"fallback": _("Choose a team of the same organisation.")})


def default_team() -> Team:
    """The team that gets what no rule routes; made when there is none, so no case is ever lost."""
    found = Team.objects.filter(is_default=True).select_related("organisation").first()
    if found is not None:
        return found
    names: dict[str, Any] = {"name": "Fanal"}
    organisation, _created = Organisation.objects.get_or_create(**names)
    team, _created = Team.objects.get_or_create(
        is_default=True, defaults={"organisation": organisation, "name": "Counsellors"}
    )
    return team
