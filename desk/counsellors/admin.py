"""Accounts in Django's administration; cases are not shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from desk.counsellors.models import Counsellor

if TYPE_CHECKING:
    CounsellorUserAdmin = UserAdmin[Counsellor]
else:
    CounsellorUserAdmin = UserAdmin


admin.site.site_header = admin.site.site_title = "Fanal"
admin.site.index_title = _("Accounts of counsellors")


@admin.register(Counsellor)
class CounsellorAdmin(CounsellorUserAdmin):
    """Make, change and close accounts."""

    list_display = ("username", "display_name", "role_title", "is_active", "is_staff")
    search_fields = ("username", "display_name")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Shown to newcomers"), {"fields": ("display_name", "role_title", "languages")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "usable_password",
                    "password1",
                    "password2",
                    "display_name",
                    "role_title",
                    "languages",
                ),
            },
        ),
    )
