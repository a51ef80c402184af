"""Organisations, teams, hours and routing rules in the administration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.teams.admin_scope import Scoped
from desk.teams.models import Closure, Membership, OpeningTime, Organisation, RoutingRule, Team
from desk.teams.requests import rights_of
from desk.teams.rule_form import RuleForm

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


@admin.register(Organisation)
class OrganisationAdmin(Scoped, ModelAdmin):
    """Only operators make organisations."""

    deletable = False


class OpeningTimes(Scoped, TabularInline):
    """The week of a team."""

    model = OpeningTime
    organisation = "team__organisation"
    extra = 1


class Closures(Scoped, TabularInline):
    """Days off of a team."""

    model = Closure
    organisation = "team__organisation"
    extra = 0


class Members(Scoped, TabularInline):
    """Who belongs to a team."""

    model = Membership
    organisation = "team__organisation"
    extra = 0
    autocomplete_fields = ("counsellor",)


@admin.register(Team)
class TeamAdmin(Scoped, ModelAdmin):
    """Teams with their hours and members."""

    organisation = "organisation"
    deletable = False
    list_display = ("name", "organisation", "is_active", "is_default", "distribution")
    list_filter = ("organisation",)
    inlines = (OpeningTimes, Closures, Members)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Which team gets what no rule routes is for operators to say."""
        return () if rights_of(request).operator else ("is_default",)


@admin.register(RoutingRule)
class RoutingRuleAdmin(Scoped, ModelAdmin):
    """Rules lead to teams of several organisations, so operators keep them."""

    form = RuleForm
    list_display = (
        "position", "team", "needs", "regions", "municipalities", "office", "languages", "urgent",
        "is_active",
    )  # fmt: skip
    list_display_links = ("position", "team")
    list_filter = ("team", "is_active")
    fieldsets = (
        (None, {"fields": ("position", "team", "is_active")}),
        (
            _("Fits cases of"),
            {"fields": ("needs", "regions", "municipalities", "office", "languages", "urgent")},
        ),
    )


@admin.register(Closure)
class ClosureAdmin(Scoped, ModelAdmin):
    """Days off for everybody: leave the team empty."""

    list_display = ("first", "last", "team", "reason")
