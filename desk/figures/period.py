"""The days and the team that figures are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.teams.models import Team
from desk.teams.rights import Rights

#: Days shown unless others are asked for, and how far back one may look.
DAYS, FARTHEST_DAYS = 30, 3660


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, and the teams whose cases are counted.

    Attributes:
        first: First day.
        last: Last day.
        teams: One's own, or the chosen one of them.
        chosen: That one; ``None`` for all.
    """

    first: date
    last: date
    teams: tuple[Team, ...]
    chosen: Team | None = None


class PeriodForm(forms.Form):
    """From, to, team."""

    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    team = forms.ChoiceField(label=_("Team"), required=False)

    def __init__(self, *args: object, teams: list[Team], **kwargs: object) -> None:
        """Offer these teams."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.teams = teams
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("all")), *((str(team.pk), str(team)) for team in teams)]

    def period(self) -> Period:
        """What was chosen; what is missing or no date becomes the last :data:`DAYS` days.

        Days to come, and those before :data:`FARTHEST_DAYS`, become the nearest that may be shown.
        """
        self.is_valid()
        today = timezone.localdate()
        oldest = today - timedelta(days=FARTHEST_DAYS)
        last = min(max(self.cleaned_data.get("last") or today, oldest), today)
        first = self.cleaned_data.get("first") or last - timedelta(days=DAYS - 1)
        first = min(max(first, oldest), today)
        key = self.cleaned_data.get("team")
        chosen = next((team for team in self.teams if str(team.pk) == key), None)
        teams = (chosen,) if chosen else tuple(self.teams)
        return Period(min(first, last), max(first, last), teams, chosen)


def teams_of(rights: Rights) -> list[Team]:
    """The teams whose figures an account may read: those it leads or administers."""
    teams = Team.objects.select_related("organisation").order_by("organisation__name", "name")
    return [team for team in teams if rights.answers_for(team)]
