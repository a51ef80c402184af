"""The pages of the audit log."""

from __future__ import annotations

import csv
from io import StringIO

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.audit.forms import FilterForm
from desk.audit.models import Entry
from desk.teams.requests import rights_of

SHOWN = 50
#: A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t")
EXPORTED = 50_000


def readable(request: HttpRequest) -> QuerySet[Entry]:
    """The entries of the organisations that somebody administers; operators read all."""
    entries = Entry.objects.select_related("actor")
    mine = rights_of(request)
    return entries if mine.operator else entries.filter(organisation__in=mine.organisations)


@never_cache
@require_safe
def show_log(request: HttpRequest) -> HttpResponse:
    """A page of entries, the newest first."""
    entries = readable(request)
    form = FilterForm(request.GET, entries=entries)
    pages = Paginator(form.narrow(entries), SHOWN)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "query": query.urlencode(),
    }
    return render(request, "audit/log.html", context)


@never_cache
@require_safe
def export_log(request: HttpRequest) -> HttpResponse:
    """The filtered entries as CSV."""
    entries = readable(request)
    found = FilterForm(request.GET, entries=entries).narrow(entries)[:EXPORTED]
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["at", "kind", "account", "case", "detail", "address"])
    for entry in found:
        detail = "; ".join(f"{key}: {value}" for key, value in entry.detail.items())
        row = [
            entry.at.isoformat(),
            entry.kind,
            entry.actor.username if entry.actor else "",
            entry.case_id or "",
            detail,
            entry.address or "",
        ]
        writer.writerow([harmless(str(cell)) for cell in row])
    response = HttpResponse(sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
