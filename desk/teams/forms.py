"""What is asked about teams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.cases.models import Case
from desk.cases.names import language_name, need_name, region_name
from desk.teams.models import Team
from desk.teams.routing import Request
from knowledge.languages import LANGUAGES

REGIONS = ("flanders", "brussels", "wallonia", "german-community")
NEEDS = (
    "integration-programme",
    "language-courses",
    "diploma-recognition",
    "skills-validation",
    "job-services",
    "work-based-training",
    "work-rights-and-discrimination",
    "self-employment",
    "mentoring-and-coaching",
    "specific-groups",
    "institutions",
)


def ticked(
    codes: Iterable[str], called: Callable[[str], str], *, label: Any, help_text: Any = ""
) -> forms.MultipleChoiceField:
    """A list of codes as boxes to tick, each with the name that ``called`` gives it."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=[(code, called(code)) for code in codes],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class TransferForm(forms.Form):
    """Where a case shall go; other organisations stand apart, because the newcomer is asked."""

    team = forms.ModelChoiceField(label=_("To which team?"), queryset=Team.objects.none())
    note = forms.CharField(
        label=_("Note for the colleagues there"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The newcomer does not see it."),
    )

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        teams = Team.objects.filter(is_active=True).exclude(pk=case.team_id)
        field = self.fields["team"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = teams.select_related("organisation")
            groups: dict[str, list[tuple[int, str]]] = {}
            own = case.team.organisation_id
            for team in sorted(field.queryset, key=lambda team: team.organisation_id != own):
                name = team.organisation.name
                if team.organisation_id != own:
                    name = _("%(name)s (the newcomer is asked first)") % {"name": name}
                groups.setdefault(name, []).append((team.pk, team.name))
            field.choices = [("", _("Choose a team")), *groups.items()]


class TryForm(forms.Form):
    """A made-up case, to see where it would go."""

    need = forms.ChoiceField(label=_("Need"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    municipality = forms.CharField(label=_("Municipality"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language"), required=False)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name, codes, called in (
            ("need", NEEDS, need_name),
            ("region", REGIONS, region_name),
            ("language", tuple(LANGUAGES), language_name),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("unknown")), *((code, called(code)) for code in codes)]

    def request(self) -> Request:
        """What is known of the made-up case; what makes no sense is taken as unknown."""
        self.is_valid()
        known = {name: self.cleaned_data.get(name) or "" for name in ("need", "region", "language")}
        return Request(
            **known,
            municipality=self.cleaned_data.get("municipality") or "",
            urgent=bool(self.cleaned_data.get("urgent")),
        )
