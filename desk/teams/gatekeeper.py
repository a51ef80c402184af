"""Nobody gets to a page that is not for them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from desk.counsellors.models import Counsellor
from desk.teams.pages import For, audience, may_open
from desk.teams.requests import rights_of

logger = logging.getLogger(__name__)


class GatekeeperMiddleware:
    """Asks the table of pages; Django's own middleware has sent strangers to the login before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse who may not; an editor who lands on the queue is shown the articles instead.

        Raises:
            PermissionDenied: If the page is not for this account.
        """
        match = request.resolver_match
        name = match.view_name if match is not None else ""
        who = audience(name)
        if who is None:
            logger.error("%r has no row in desk/teams/pages.py, so nobody may open it.", name)
            raise PermissionDenied
        if who is For.ALL or not isinstance(request.user, Counsellor):
            return None
        # Pages for every account need no look at the roles.
        if who is For.ACCOUNTS:
            return None
        mine = rights_of(request)
        if may_open(who, mine):
            return None
        if name == "cases:queue":
            return redirect("admin:index" if mine.administers else "articles:list")
        raise PermissionDenied
