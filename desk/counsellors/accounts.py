"""Who may have an account, and whose account somebody tries to enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

#: What the different doors call the field of the user name.
NAMES = ("username", "login")


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """An administrator makes accounts; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def attempted_username(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The user name of an attempt to log in, for the count of failed ones.

    The login page, the administration and the backends name it differently; counted under one
    name, a lock that one of them closes is closed for all.
    """
    for values in (credentials or {}, request.POST):
        for name in NAMES:
            if values.get(name):
                return str(values[name])
    return ""
