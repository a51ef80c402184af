"""The app of the cases."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Queue, transcript and what counsellors do with a case."""

    name = "desk.cases"
    label = "cases"
    verbose_name = _("Cases")
