"""The app of the counsellors."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class CounsellorsConfig(AppConfig):
    """Accounts, login and the second factor."""

    name = "desk.counsellors"
    label = "counsellors"
    verbose_name = _("Counsellors")


class DeskAdminConfig(AdminConfig):
    """Puts the desk's administration in the place of Django's."""

    default_site = "desk.counsellors.site.DeskAdminSite"
