"""The app of the figures."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    """Counts by day."""

    name = "desk.figures"
    label = "figures"
    verbose_name = _("Figures")
