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

from desk.counsellors.models import Counsellor
from desk.teams.rights import rights

#: Pages that a counsellor needs before the second factor is set up.
OPEN_PREFIXES = ("/accounts/", "/language/", "/static/", "/api/", "/health", "/demo/")


def needs_second_factor(counsellor: Counsellor) -> bool:
    """Whether the operator asks for a second factor of this account.

    Leads, administrators and operators open more than their own cases, so they may be asked alone.
    """
    if settings.REQUIRE_SECOND_FACTOR:
        return True
    if not settings.REQUIRE_SECOND_FACTOR_OF_LEADS:
        return False
    mine = rights(counsellor)
    return mine.leads or mine.administers


class SecondFactorMiddleware:
    """Sends whoever lacks a required second factor to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send away."""
        if (
            isinstance(request.user, Counsellor)
            and not request.path.startswith(OPEN_PREFIXES)
            and needs_second_factor(request.user)
            and not is_mfa_enabled(request.user)
        ):
            messages.info(request, _("Set up a second factor first, then you can work here."))
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
