"""The app of the counsellors."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CounsellorsConfig(AppConfig):
    """Accounts, login and the second factor."""

    name = "desk.counsellors"
    label = "counsellors"
    verbose_name = _("Counsellors")
