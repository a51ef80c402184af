"""When a team is there: the page on which its lead changes it."""

from __future__ import annotations

from typing import Any

from babel.dates import format_skeleton, format_time
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.expectation import Expectation, expectation
from desk.cases.names import page_locale
from desk.cases.undo import forget_undo, offer_undo
from desk.teams.hours import closures_ahead, holidays_ahead, keep_week
from desk.teams.hours_forms import ClosureForm, WeekForm, fields_of
from desk.teams.models import Closure, Team
from desk.teams.opening import BRUSSELS, schedule
from desk.teams.requests import rights_of
from desk.teams.views.overview import hours_lines


def team_to_change(request: HttpRequest, team_id: int) -> Team:
    """The team, if it is the reader's to change.

    Raises:
        Http404: There is none.
        PermissionDenied: Others lead and administer it.
    """
    team = get_object_or_404(Team.objects.select_related("organisation"), pk=team_id)
    if not rights_of(request).answers_for(team):
        raise PermissionDenied
    return team


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, team_id: int) -> HttpResponse:
    """The week, the closed days, and what newcomers hear of them now."""
    team = team_to_change(request, team_id)
    more = int("more" in request.GET)
    if request.method != "POST":
        return _page(request, team, week_form=WeekForm(team=team, more=more))
    form = WeekForm(request.POST, team=team)
    if not form.is_valid():
        return _page(request, team, week_form=form, status=422)
    before = keep_week(team, form.week())
    here = reverse("teams:hours", args=[team.pk])
    if before is None:
        messages.info(request, _("Nothing was changed."))
    else:
        _log(request, team, hours=form.week().lines(), holidays=int(form.week().closed_on_holidays))
        offer_undo(request, _("The hours are kept."), here, **fields_of(before))
    return redirect(here)


@never_cache
@require_POST
def add_closure(request: HttpRequest, team_id: int) -> HttpResponse:
    """Close the team on some days."""
    team = team_to_change(request, team_id)
    form = ClosureForm(request.POST, team=team)
    if not form.is_valid():
        return _page(request, team, closure_form=form, status=422)
    closure = form.closure()
    closure.save()
    _log(request, team, closed=str(closure))
    forget_undo(request)
    messages.success(request, _("The days are closed."))
    return redirect("teams:hours", team_id=team.pk)


@never_cache
@require_POST
def remove_closure(request: HttpRequest, team_id: int, closure_id: int) -> HttpResponse:
    """Open the team again on days that were closed; one press closes them again."""
    team = team_to_change(request, team_id)
    closure = Closure.objects.filter(pk=closure_id, team=team).first()
    # A second press, or a colleague's: the days are open, as was wished.
    if closure is not None:
        closure.delete()
        _log(request, team, opened=str(closure))
        offer_undo(
            request,
            _("The days are open again."),
            reverse("teams:add_closure", args=[team.pk]),
            reason=closure.reason or _("Closed days"),
            first=closure.first.isoformat(),
            last=closure.last.isoformat(),
        )
    return redirect("teams:hours", team_id=team.pk)


def _log(request: HttpRequest, team: Team, **detail: Any) -> None:
    log(
        Kind.HOURS_CHANGED,
        request=request,
        organisation_id=team.organisation_id,
        team=team.name,
        **detail,
    )


def _page(
    request: HttpRequest,
    team: Team,
    *,
    week_form: WeekForm | None = None,
    closure_form: ClosureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate(timezone=BRUSSELS)
    for form in filter(None, (week_form, closure_form)):
        # Whoever sees nothing of the page, or only its top, lands at the first thing to mend.
        for name in list(form.errors)[:1]:
            form.fields[name].widget.attrs["autofocus"] = True
    context: dict[str, Any] = {
        "team": team,
        "told": told(expectation(team)),
        "lines": hours_lines(schedule(team)),
        "week_form": week_form or WeekForm(team=team),
        "closure_form": closure_form or ClosureForm(team=team),
        "closures": closures_ahead(team, today),
        "holidays": holidays_ahead(today) if team.closed_on_holidays else [],
    }
    return render(request, "teams/hours.html", context, status=status)


def told(expected: Expectation) -> str:
    """What a newcomer hears of a team now, in the language of the page."""
    if expected.open:
        return _("Counsellors are there now.")
    if expected.opens_at is None:
        return _("Counsellors are away, and nobody knows until when.")
    at, locale = expected.opens_at, page_locale()
    day = format_skeleton("MMMMEEEEd", at, tzinfo=BRUSSELS, locale=locale)
    hour = format_time(at, "short", tzinfo=BRUSSELS, locale=locale)
    return _("Counsellors are away. They are back on %(day)s, %(hour)s.") % {
        "day": day,
        "hour": hour,
    }
