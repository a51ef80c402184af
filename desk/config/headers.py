"""The Content-Security-Policy header: only own scripts and styles, and never inline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Policy = Mapping[str, Sequence[str]]


def render(policy: Policy) -> str:
    """A policy as the value of its header."""
    return "; ".join(" ".join((directive, *sources)) for directive, sources in policy.items())


def widen(response: HttpResponse, additions: Policy) -> None:
    """Allow one response more than the house policy does.

    Args:
        response: The response; its header is set at once, and the middleware leaves it alone.
        additions: Sources to add, by directive.
    """
    policy = {key: list(value) for key, value in settings.CONTENT_SECURITY_POLICY.items()}
    for directive, sources in additions.items():
        policy[directive] = [*policy.get(directive, []), *sources]
    response.headers["Content-Security-Policy"] = render(policy)


class ContentSecurityPolicyMiddleware:
    """Puts the house policy on every response that has not set one itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.value = render(settings.CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the header added."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.value)
        return response
