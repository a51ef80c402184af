"""What every page knows of the rights of its reader."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from desk.counsellors.models import Counsellor
from desk.teams.requests import rights_of


def rights_of_reader(request: HttpRequest) -> dict[str, Any]:
    """``rights`` for the navigation; read only where a template asks."""
    if not isinstance(getattr(request, "user", None), Counsellor):
        return {}
    return {"rights": SimpleLazyObject(lambda: rights_of(request))}
