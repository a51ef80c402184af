"""From a request to the counsellor who sent it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from desk.counsellors.models import Counsellor


def counsellor_of(request: HttpRequest) -> Counsellor:
    """The counsellor who is logged in.

    Raises:
        PermissionDenied: If nobody is; the login middleware does not let that happen.
    """
    if not isinstance(request.user, Counsellor):
        raise PermissionDenied
    return request.user
