"""The app of the labels."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    """Labels of cases."""

    name = "desk.labels"
    label = "labels"
    verbose_name = _("Labels")
