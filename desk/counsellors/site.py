"""Django's administration, opened by the roles of the desk instead of by flags of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.counsellors.models import Counsellor
from desk.teams.rights import rights


class DeskAdminSite(admin.AdminSite):
    """For administrators of an organisation and for operators."""

    site_header = site_title = "Fanal"
    index_title = _("Accounts, teams and rules")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may come in at all; the models decide further."""
        user: Any = request.user
        return isinstance(user, Counsellor) and user.is_active and rights(user).administers
