"""The queue's page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.cases.filters import FIELDS, Filters, fields, read_filters
from desk.cases.queue import calls, queue, visible_cases
from desk.cases.queue_rows import queue_page
from desk.config.environment import environment
from desk.counsellors.requests import counsellor_of

_KEPT = "queue_filters"


@never_cache
@require_safe
def show_queue(request: HttpRequest) -> HttpResponse:
    """Who waits, and who is being answered.

    The filters stand in the address, so that it can be kept and sent; without any there, those used
    last are taken up again.
    """
    told = any(field in request.GET for field in FIELDS)
    filters = read_filters(request.GET if told else request.session.get(_KEPT, {}))
    if told:
        request.session[_KEPT] = asdict(filters)
    elif filters.query:
        return redirect(f"{reverse('cases:queue')}?{filters.query}")
    counsellor = counsellor_of(request)
    context = {
        **queue_context(request, filters),
        "fields": fields(filters, visible_cases(counsellor)),
    }
    return render(request, "cases/queue.html", context)


@never_cache
@require_safe
def queue_news(request: HttpRequest) -> HttpResponse:
    """The queue alone; 204 when it is still the version that the page shows."""
    context = queue_context(request, read_filters(request.GET))
    if request.GET.get("version") == context["page"].version:
        return HttpResponse(status=204)
    return render(request, "cases/_queue.html", {**context, "news": True})


@never_cache
@require_safe
def count_calls(request: HttpRequest) -> HttpResponse:
    """The number beside the queue's name that every page shows; 204 when it is still that one."""
    now = calls(counsellor_of(request))
    if request.GET.get("known") == str(now):
        return HttpResponse(status=204)
    context = {"calls": now, "refresh_seconds": environment().refresh_seconds}
    return render(request, "cases/_nav.html", context)


def queue_context(request: HttpRequest, filters: Filters) -> dict[str, Any]:
    """What the page and its news both need."""
    return {
        "page": queue_page(queue(counsellor_of(request), filters)),
        "filters": filters,
        "refresh_seconds": environment().refresh_seconds,
    }
