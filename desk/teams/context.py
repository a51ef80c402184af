"""What every page knows of the rights of its reader."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from desk.counsellors.models import Counsellor
from desk.teams.rights import rights


def rights_of_reader(request: HttpRequest) -> dict[str, Any]:
    """``rights`` for the navigation; read only where a template asks."""
    user = getattr(request, "user", None)
    if not isinstance(user, Counsellor):
        return {}
    return {"rights": SimpleLazyObject(lambda: getattr(request, "rights", None) or rights(user))}
