"""A line that stays open and says when there is news; the news themselves travel as always."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.cases.pulse import Pulse

#: Then the browser calls again, and shows again that it may.
LONGEST_SECONDS = 600.0

PULSE = Pulse()


async def lines() -> AsyncIterator[str]:
    """The line as server-sent events; what they say is only that a look is worth while."""
    end = monotonic() + LONGEST_SECONDS
    yield "retry: 3000\n\n"
    async for news in PULSE.listen():
        yield "event: news\ndata:\n\n" if news else ": still here\n\n"
        if monotonic() > end:
            return


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Open the line; 204, which ends a browser's asking, where the server cannot hold one."""
    if not hasattr(request, "scope"):
        return HttpResponse(status=204)
    response = StreamingHttpResponse(lines(), content_type="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response
