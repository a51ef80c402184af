"""From a request to the rights of whoever sent it."""

from __future__ import annotations

from django.http import HttpRequest

from desk.counsellors.requests import counsellor_of
from desk.teams.rights import Rights, rights


def rights_of(request: HttpRequest) -> Rights:
    """The rights of whoever asks; read once a request."""
    found: Rights | None = getattr(request, "rights", None)
    if found is None:
        found = rights(counsellor_of(request))
        request.rights = found  # type: ignore[attr-defined]
    return found
