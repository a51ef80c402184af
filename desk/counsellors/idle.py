"""A desk that nobody sits at closes itself."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

#: When somebody last did something, in seconds since 1970.
KEY = "last_deed"
#: Between two notes of it, in seconds: not every page needs to write the session.
GRAIN_SECONDS = 60
#: Names of pages that an open window asks for by itself.
UNATTENDED = frozenset({"live", "queue_news", "calls", "news", "sign", "of_case"})


class IdleMiddleware:
    """Ends a session in which nobody has opened a page or pressed a button for long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; or, as for a stranger, after the session has ended."""
        if request.user.is_authenticated:
            now = time.time()
            last = request.session.get(KEY, now)
            if now - last > settings.IDLE_SECONDS > 0:
                logout(request)
            elif KEY not in request.session or now - last > GRAIN_SECONDS:
                response = self.get_response(request)
                match = request.resolver_match
                # Only a page that a person asked for counts.
                if match is not None and match.url_name not in UNATTENDED:
                    request.session[KEY] = now
                return response
        return self.get_response(request)
