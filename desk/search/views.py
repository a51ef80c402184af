"""The page that finds cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.queue_rows import Row, row
from desk.counsellors.requests import counsellor_of
from desk.search.find import SHOWN, Found, find_cases
from knowledge.languages import direction

#: Longer than anything worth seeking.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results."""

    row: Row
    excerpt: str
    language: str
    direction: str


def line(found: Found) -> Line:
    """A found case as the page shows it."""
    language = found.language or found.case.language
    return Line(row(found.case), found.excerpt, language, direction(language))


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Cases that hold the words typed."""
    words = request.GET.get("q", "")[:_LONGEST]
    if words.strip():
        log(Kind.CASES_SEARCHED, request=request)
    found = find_cases(words, counsellor_of(request))
    context = {"words": words, "lines": [line(one) for one in found], "full": len(found) == SHOWN}
    return render(request, "search/search.html", context)
