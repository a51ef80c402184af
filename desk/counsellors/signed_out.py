"""A part of a page that asks after the session has ended gets no login form into its place."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url


class SignedOutMiddleware:
    """Answers 401 instead of the way to the login; the page then says so and keeps its words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self.get_response(request)
        if not request.headers.get("HX-Request") or request.user.is_authenticated:
            return response
        goes_to = urlsplit(response.headers.get("Location", "")).path
        if goes_to == resolve_url(settings.LOGIN_URL):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return response
