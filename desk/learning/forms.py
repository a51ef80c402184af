"""Forms of the unanswered questions."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desk.cases.names import language_name, region_name
from desk.learning.models import Group, GroupState, Question


class FilterForm(forms.Form):
    """Which groups to show."""

    state = forms.ChoiceField(label=_("State"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the languages and regions that there are."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        everything = ("", _("all"))
        self._choose("state", [everything, *GroupState.choices])
        for field, name in (("language", language_name), ("region", region_name)):
            values = Question.objects.order_by(field).values_list(field, flat=True).distinct()
            self._choose(field, [everything, *((value, name(value)) for value in values if value)])

    def _choose(self, name: str, choices: list[tuple[object, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def narrow(self, groups: QuerySet[Group]) -> QuerySet[Group]:
        """The groups that fit; what is no choice is ignored."""
        self.is_valid()
        if state := self.cleaned_data.get("state"):
            groups = groups.filter(state=state)
        for field in ("language", "region"):
            if value := self.cleaned_data.get(field):
                of_it = Question.objects.filter(**{field: value}).order_by()
                groups = groups.filter(pk__in=of_it.values("group"))
        return groups


class DecideForm(forms.Form):
    """What becomes of a group."""

    state = forms.ChoiceField(label=_("State"), choices=GroupState)
    article = forms.CharField(label=_("Id of the article"), max_length=120, required=False)
