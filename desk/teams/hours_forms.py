"""What is asked about the hours and closed days of a team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.teams.hours import Week, closures_ahead, week_of
from desk.teams.models import Closure, Team
from desk.teams.models.hours import Weekday

#: Stretches that a day has room for on the page, unless it has more; the most that are read.
USUAL, MOST = 2, 6
#: Longer is a slip of the keyboard.
LONGEST_DAYS = 366


class _Time(forms.TimeField):
    """A time of the day, or nothing."""

    def __init__(self, name: str) -> None:
        # Only the day is written on the page; who listens hears the rest.
        shown = forms.TimeInput(format="%H:%M", attrs={"type": "time", "aria-label": name})
        super().__init__(
            label=name, required=False, input_formats=("%H:%M", "%H:%M:%S"), widget=shown
        )


class _Date(forms.DateField):
    """A day as browsers send it."""

    def __init__(self, **options: Any) -> None:
        shown = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=("%Y-%m-%d",), widget=shown, **options)


@dataclass(frozen=True, slots=True)
class DayFields:
    """A weekday with the fields of its stretches."""

    name: str
    spans: tuple[tuple[forms.BoundField, forms.BoundField], ...]


class WeekForm(forms.Form):
    """The week of a team; a stretch without times is left out."""

    holidays = forms.BooleanField(
        label=gettext_lazy("closed on public holidays"),
        required=False,
        help_text=gettext_lazy("A team without any hours is always there."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, team: Team, more: int = 0) -> None:
        """Fields for the week that is kept, or that was sent, with ``more`` stretches a day."""
        week = week_of(team)
        super().__init__(data, initial=fields_of(week))
        known = data if data is not None else self.initial
        self._rooms = {
            day: min(max(USUAL, _stretches(known, day)) + more, MOST) for day in Weekday.values
        }
        for day, number in self._places():
            name = f"{Weekday(day).label} {number + 1}"
            self.fields[_key(day, number, "opens")] = _Time(f"{name}, {_('from')}")
            self.fields[_key(day, number, "closes")] = _Time(f"{name}, {_('until')}")

    def _places(self) -> Iterator[tuple[int, int]]:
        return ((day, number) for day, room in self._rooms.items() for number in range(room))

    def days(self) -> list[DayFields]:
        """The fields, day by day; errors stand at the fields."""
        return [
            DayFields(
                str(Weekday(day).label),
                tuple(
                    (self[_key(day, number, "opens")], self[_key(day, number, "closes")])
                    for number in range(room)
                ),
            )
            for day, room in self._rooms.items()
        ]

    def clean(self) -> None:
        """Refuse half a stretch, one that ends before it begins, and two that overlap."""
        spans: list[tuple[int, time, time, str]] = []
        for day, number in self._places():
            first, last = _key(day, number, "opens"), _key(day, number, "closes")
            opens, closes = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if self.errors.keys() & {first, last} or (opens is None and closes is None):
                continue
            if opens is None or closes is None:
                self.add_error(last if closes is None else first, _("Give both times, or none."))
            elif closes <= opens:
                self.add_error(last, _("The end must be later than the start."))
            else:
                spans.append((day, opens, closes, first))
        spans.sort()
        for earlier, later in pairwise(spans):
            if later[0] == earlier[0] and later[1] < earlier[2]:
                self.add_error(later[3], _("These hours overlap others of the same day."))
        self._spans = tuple(span[:3] for span in spans)

    def week(self) -> Week:
        """What was sent; only of a form that is valid."""
        return Week(self._spans, bool(self.cleaned_data["holidays"]))


def fields_of(week: Week) -> dict[str, str]:
    """What a :class:`WeekForm` would have to be sent to get ``week``."""
    numbers = dict.fromkeys(Weekday.values, 0)
    sent = {"holidays": "on"} if week.closed_on_holidays else {}
    for day, opens, closes in week.spans:
        sent[_key(day, numbers[day], "opens")] = f"{opens:%H:%M}"
        sent[_key(day, numbers[day], "closes")] = f"{closes:%H:%M}"
        numbers[day] += 1
    return sent


def _key(day: int, number: int, end: str) -> str:
    return f"day{day}_{number}_{end}"


def _stretches(known: Mapping[str, Any], day: int) -> int:
    return sum(_key(day, number, "opens") in known for number in range(MOST))


class ClosureForm(forms.Form):
    """Days on which a team is away."""

    reason = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    first = _Date(label=gettext_lazy("First day"))
    last = _Date(label=gettext_lazy("Last day"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, team: Team) -> None:
        super().__init__(data)
        self.team = team
        self.fields["last"].help_text = _("Empty: only the first day.")

    def clean(self) -> None:
        """Refuse days in the wrong order, over, many, or closed already."""
        first = self.cleaned_data.get("first")
        if first is None or "last" in self.errors:
            return
        last = self.cleaned_data["last"] = self.cleaned_data["last"] or first
        today = timezone.localdate()
        if last < first:
            self.add_error("last", _("The end must not come before the start."))
        elif last < today:
            self.add_error("first", _("These days are over."))
        elif last - first > timedelta(days=LONGEST_DAYS):
            self.add_error("last", _("This is more than a year."))
        elif closures_ahead(self.team, today).filter(first__lte=first, last__gte=last).exists():
            self.add_error("first", _("These days are closed already."))

    def closure(self) -> Closure:
        """What was sent, not kept yet; only of a form that is valid."""
        return Closure(team=self.team, **self.cleaned_data)
