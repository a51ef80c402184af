"""A case's team, for the pages of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django import template
from django.http import HttpRequest

from desk.cases.models import Case, State, TransferState
from desk.cases.names import page_locale
from desk.counsellors.requests import counsellor_of
from desk.teams.models import Closure, Role
from desk.teams.requests import rights_of

register = template.Library()


def team_context(case: Case, request: HttpRequest) -> dict[str, Any]:
    """The team of a case, a question that waits for the newcomer, and who may move it."""
    pending = case.transfers.filter(state=TransferState.PENDING).select_related(
        "to_team__organisation", "asked_by"
    )
    counsellor = counsellor_of(request)
    mine = case.holder_id in {None, counsellor.pk}
    leads = case.team_id in rights_of(request).teams[Role.LEAD]
    return {
        "case": case,
        "team": case.team,
        "pending": pending.first() if case.is_open else None,
        "may_move": case.is_open and (mine or leads),
        "proposed_to": case.proposed_to if case.state == State.WAITING else None,
        "is_mine": case.proposed_to_id == counsellor.pk,
    }


@register.filter
def day_of(day: date) -> str:
    """A day with its weekday, in the language of the page."""
    return format_skeleton("yMMMEd", day, locale=page_locale())


@register.filter
def days_of(closure: Closure) -> str:
    """The days of a closure, ``Thu, 24 Dec 2026 – Sun, 27 Dec 2026``."""
    ends = dict.fromkeys((closure.first, closure.last))
    return " – ".join(day_of(day) for day in ends)


@register.inclusion_tag("teams/_case.html", takes_context=True)
def team_of(context: dict[str, Any], case: Case) -> dict[str, Any]:
    """The line about a case's team."""
    return team_context(case, context["request"]) | {"csrf_token": context.get("csrf_token")}
