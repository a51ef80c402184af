"""The queue's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.cases.queue import queue
from desk.cases.queue_rows import queue_page
from desk.config.environment import environment
from desk.counsellors.requests import counsellor_of


@never_cache
@require_safe
def show_queue(request: HttpRequest) -> HttpResponse:
    """Who waits, and who is being answered."""
    context = {
        "page": queue_page(queue(counsellor_of(request))),
        "refresh_seconds": environment().refresh_seconds,
    }
    return render(request, "cases/queue.html", context)


@never_cache
@require_safe
def queue_news(request: HttpRequest) -> HttpResponse:
    """The queue alone; 204 when it is still the version that the page shows."""
    page = queue_page(queue(counsellor_of(request)))
    if request.GET.get("version") == page.version:
        return HttpResponse(status=204)
    context = {"page": page, "refresh_seconds": environment().refresh_seconds, "news": True}
    return render(request, "cases/_queue.html", context)
