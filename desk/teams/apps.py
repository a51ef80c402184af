"""The app of the teams."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    """Organisations, teams, roles, opening hours and routing."""

    name = "desk.teams"
    label = "teams"
    verbose_name = _("Teams")
