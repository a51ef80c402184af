"""The teams, their hours and rules, and where a case would go."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.cases.models import State
from desk.cases.names import clock_time, language_name, need_name, region_name
from desk.teams.forms import TryForm
from desk.teams.models import RoutingRule, Team
from desk.teams.models.hours import Weekday
from desk.teams.opening import Schedule, schedule
from desk.teams.requests import rights_of
from desk.teams.rights import Rights
from desk.teams.routing import Verdict, route


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team as the page shows it."""

    team: Team
    open: bool
    opens_at: str
    hours: tuple[str, ...]
    members: int
    waiting: int
    #: Whether the reader may change its hours.
    may_change: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words; no conditions fit everything."""

    rule: RoutingRule
    conditions: tuple[str, ...]


def misfit_name(key: str) -> str:
    """What of a case does not fit a rule."""
    names = {
        "team": _("the team takes no new cases"),
        "need": _("another need"),
        "region": _("another region"),
        "municipality": _("another municipality"),
        "office": _("outside the area of the office"),
        "language": _("another language"),
        "urgent": _("urgent or not"),
    }
    return names[key]


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Teams and rules; with a made-up case in the address, the way that it would go."""
    form = TryForm(request.GET if request.GET else None)
    context = {"teams": team_rows(rights_of(request)), "rules": rule_rows(), "form": form}
    if form.is_bound:
        found = route(form.request())
        context |= {"route": found, "verdicts": [verdict_words(row) for row in found.verdicts]}
    return render(request, "teams/overview.html", context)


def team_rows(reader: Rights) -> list[TeamRow]:
    """Every team with its hours; a few queries a team."""
    now = timezone.now()
    teams = Team.objects.select_related("organisation").annotate(
        members=Count("memberships__counsellor", distinct=True),
        waiting=Count("cases", filter=Q(cases__state=State.WAITING), distinct=True),
    )
    rows = []
    for team in teams:
        plan = schedule(team)
        opens_at = plan.next_opening(now)
        rows.append(
            TeamRow(
                team=team,
                open=plan.is_open(now),
                opens_at=clock_time(opens_at) if opens_at else "",
                hours=hours_lines(plan),
                members=team.members,
                waiting=team.waiting,
                may_change=reader.answers_for(team),
            )
        )
    return rows


def hours_lines(plan: Schedule) -> tuple[str, ...]:
    """The week in lines; days in a row with the same times share one."""
    lines: list[tuple[int, int, str]] = []
    for day in sorted(plan.week):
        times = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in plan.week[day])
        if lines and lines[-1][1:] == (day - 1, times):
            lines[-1] = (lines[-1][0], day, times)
        else:
            lines.append((day, day, times))
    return tuple(
        f"{Weekday(first).label}{f' – {Weekday(last).label}' if last > first else ''} {times}"
        for first, last, times in lines
    )


def rule_rows() -> list[RuleRow]:
    """The rules in use, in their order."""
    rules = RoutingRule.objects.filter(is_active=True).select_related("team__organisation")
    return [RuleRow(rule, tuple(_conditions(rule))) for rule in rules]


def _conditions(rule: RoutingRule) -> list[str]:
    names = {True: [_("urgent")], False: [_("not urgent")], None: []}[rule.urgent]
    groups = [
        names,
        [need_name(code) for code in rule.needs],
        [region_name(code) for code in rule.regions],
        list(rule.municipalities),
        [_("area of %(office)s") % {"office": rule.office}] if rule.office else [],
        [language_name(code) for code in rule.languages],
    ]
    return [", ".join(group) for group in groups if group]


def verdict_words(verdict: Verdict) -> tuple[Verdict, str]:
    """A verdict, and why the rule does not fit; nothing for the one that does."""
    return verdict, ", ".join(misfit_name(key) for key in verdict.misfits)
