"""In the administration, everybody keeps their own organisation only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

from desk.teams.models import Organisation, Team
from desk.teams.requests import rights_of

if TYPE_CHECKING:
    BaseAdmin = admin.options.BaseModelAdmin[Any]
else:
    BaseAdmin = object


class Scoped(BaseAdmin):
    """Rows of one's own organisations; operators keep all.

    Attributes:
        organisation: Lookup from a row to its organisation; empty: only operators.
        deletable: Whether rows may be deleted at all.
    """

    organisation = ""
    deletable = True

    def _may(self, request: HttpRequest) -> bool:
        mine = rights_of(request)
        return mine.operator or bool(self.organisation and mine.organisations)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the model is listed."""
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows are shown."""
        return self._may(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether rows may be added."""
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows may be changed."""
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows may be deleted."""
        return self.deletable and self._may(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows that are shown."""
        rows = super().get_queryset(request)
        mine = rights_of(request)
        if mine.operator or not self.organisation:
            return rows
        return rows.filter(**{f"{self.organisation}__in": mine.organisations}).distinct()

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Choices of one's own organisations."""
        mine = rights_of(request)
        if not mine.operator:
            if db_field.related_model is Team:
                kwargs["queryset"] = Team.objects.filter(organisation__in=mine.organisations)
            elif db_field.related_model is Organisation:
                kwargs["queryset"] = Organisation.objects.filter(pk__in=mine.organisations)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
