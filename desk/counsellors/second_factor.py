"""When the operator asks for a second factor, nobody works without one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

#: Pages that a counsellor needs before the second factor is set up.
OPEN_PREFIXES = ("/accounts/", "/language/", "/static/", "/api/", "/health", "/demo/")


class SecondFactorMiddleware:
    """Sends whoever lacks a required second factor to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send away."""
        if (
            settings.REQUIRE_SECOND_FACTOR
            and request.user.is_authenticated
            and not request.path.startswith(OPEN_PREFIXES)
            and not is_mfa_enabled(request.user)
        ):
            messages.info(request, _("Set up a second factor first, then you can work here."))
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
