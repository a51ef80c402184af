"""The pages of the figures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.audit.log import log
from desk.audit.models import Kind
from desk.figures.chart import chart
from desk.figures.intake import intake
from desk.figures.parts import parts
from desk.figures.period import PeriodForm, teams_of
from desk.figures.sheets import XLSX, to_csv, to_xlsx
from desk.figures.table import Table
from desk.teams.requests import rights_of


def _form(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET, teams=teams_of(rights_of(request)))


@never_cache
@require_safe
def show_figures(request: HttpRequest) -> HttpResponse:
    """The dashboard: a chart and its table for each figure."""
    form = _form(request)
    period = form.period()
    context = {
        "form": form,
        "period": period,
        "parts": [
            (part, [(table, chart(table)) for table in part.tables])
            for part in parts(period, page=get_language() or "en")
        ],
        "query": request.GET.urlencode(),
    }
    return render(request, "figures/figures.html", context)


@never_cache
@require_safe
def export(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """The figures, or the anonymous intake, as a file."""
    period = _form(request).period()
    found: list[Table] = []
    if what == "figures":
        told = parts(period, page=get_language() or "en", daily=True)
        found = [table for part in told for table in part.tables]
    elif what == "intake":
        found = [intake(period)]
    if not found or form not in {"csv", "xlsx"}:
        raise Http404
    days = f"{period.first} {period.last}"
    log(Kind.EXPORTED, request=request, page=f"{what}.{form}", period=days)
    body: str | bytes = to_xlsx(found) if form == "xlsx" else to_csv(found)
    kind = XLSX if form == "xlsx" else "text/csv; charset=utf-8"
    response = HttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{what}.{form}"'
    return response
