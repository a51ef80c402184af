"""Accounts in Django's administration; cases are not shown there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Field, Q, QuerySet
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from desk.cases.names import need_name
from desk.counsellors.models import Counsellor
from desk.teams.admin_scope import Scoped
from desk.teams.forms import NEEDS, ticked
from desk.teams.models import Membership
from desk.teams.requests import rights_of
from knowledge.languages import LANGUAGES

if TYPE_CHECKING:
    CounsellorUserAdmin = UserAdmin[Counsellor]
    TabularInline = admin.TabularInline[Any, Any]
else:
    CounsellorUserAdmin, TabularInline = UserAdmin, admin.TabularInline

# Roles are given by team; Django's groups would be a second way that nobody looks at.
admin.site.unregister(Group)


class Memberships(Scoped, TabularInline):
    """The roles of an account."""

    model = Membership
    organisation = "team__organisation"
    extra = 1


@admin.register(Counsellor)
class CounsellorAdmin(Scoped, CounsellorUserAdmin):
    """Make, change and close accounts; none is deleted, because transcripts name them."""

    organisation = "memberships__team__organisation"
    deletable = False
    list_display = ("username", "display_name", "role_title", "is_active", "is_superuser")
    list_filter = ("is_active", "memberships__team", "memberships__role")
    search_fields = ("username", "display_name")
    filter_horizontal = ()
    inlines = (Memberships,)
    fieldsets = (
        (None, {"fields": ("username", "password", "email")}),
        (_("Shown to newcomers"), {"fields": ("display_name", "role_title", "languages")}),
        (_("Work"), {"fields": ("skills", "capacity")}),
        (_("Permissions"), {"fields": ("is_active", "is_superuser")}),
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

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **options: Any
    ) -> FormField | None:
        """Languages and skills are ticked, not written as lists of codes."""
        label = capfirst(db_field.verbose_name)
        if db_field.name == "languages":
            return ticked(LANGUAGES, lambda code: LANGUAGES[code].name, label=label)
        if db_field.name == "skills":
            return ticked(NEEDS, need_name, label=label)
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only operators make operators."""
        return () if rights_of(request).operator else ("is_superuser",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Counsellor]:
        """Accounts of one's own organisations and new ones without any; never an operator's."""
        rows = UserAdmin.get_queryset(self, request)
        mine = rights_of(request)
        if mine.operator:
            return rows
        own = Q(memberships__team__organisation__in=mine.organisations)
        return rows.filter(own | Q(memberships=None), is_superuser=False).distinct()
