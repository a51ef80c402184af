"""Who belongs to which team, and as what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.teams.models.organisation import Team


class Role(models.TextChoices):
    """What somebody does in a team."""

    COUNSELLOR = "counsellor", _("counsellor")
    LEAD = "lead", _("team lead")
    EDITOR = "editor", _("editor")
    ADMINISTRATOR = "administrator", _("administrator")


#: Who sees the cases of a team; editors and administrators do not.
CASE_ROLES = (Role.COUNSELLOR, Role.LEAD)


class Membership(models.Model):
    """One role of one account in one team; several rows give several roles."""

    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("counsellor"),
    )
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team")
    )
    role = models.CharField(_("role"), max_length=14, choices=Role, default=Role.COUNSELLOR)

    class Meta:
        """Names, order, and what must always be true."""

        ordering = ("team", "counsellor", "role")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.UniqueConstraint(
                fields=["counsellor", "team", "role"], name="membership_given_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.counsellor}, {self.get_role_display()}"
