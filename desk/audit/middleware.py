"""Logs every look at a case and every export, at the one place that all pages go through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from desk.audit.actor import ACTOR
from desk.audit.log import log
from desk.audit.models import Kind
from desk.counsellors.models import Counsellor

#: What a page that was shown tells, by its name; :data:`QUIET` holds other pages that show cases.
AUDITED = {
    "cases:case": Kind.CASE_VIEWED,
    "audit:log": Kind.LOG_READ,
    "audit:export": Kind.EXPORTED,
}
#: Pages of one case that show nothing that was not logged when its page was opened, or that write
#: their own entry (a copy, an erasure, a search for words).
QUIET = frozenset(
    {
        "cases:news",
        "cases:articles",
        "presence:sign",
        "teams:of_case",
        "teams:transfer",
        "search:search",
        "privacy:case",
        "privacy:copy",
        "privacy:erase",
    }
)


class AuditMiddleware:
    """Writes one entry for each page of :data:`AUDITED` that was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then log what was shown."""
        token = ACTOR.set(request.user if isinstance(request.user, Counsellor) else None)
        try:
            response = self.get_response(request)
        finally:
            ACTOR.reset(token)
        match = request.resolver_match
        if match is None:
            return response
        name = match.view_name
        parameters: dict[str, Any] = match.kwargs
        if name in AUDITED and response.status_code == 200:
            log(AUDITED[name], request=request, case_id=parameters.get("case_id"))
        elif response.status_code == 403 and request.user.is_authenticated:
            log(Kind.REFUSED, request=request, page=name)
        return response
