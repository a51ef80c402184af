"""Write to the audit log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from desk.audit.models import Entry, Kind
from desk.cases.models import Case
from desk.counsellors.models import Counsellor
from desk.teams.models import Membership


def log(
    kind: Kind,
    *,
    request: HttpRequest | None = None,
    actor: Counsellor | None = None,
    case_id: UUID | None = None,
    organisation_id: int | None = None,
    **detail: str | int | list[str],
) -> Entry:
    """Add an entry.

    Args:
        kind: What happened.
        request: The request that caused it; tells who and from where.
        actor: Who did it, when there is no request.
        case_id: The case it is about.
        organisation_id: The organisation it is about, when that need not be the one of the case or
            of who did it.
        detail: Names and counts; never anything that a newcomer wrote.
    """
    if actor is None and request is not None and isinstance(request.user, Counsellor):
        actor = request.user
    return Entry.objects.create(
        kind=kind,
        actor=actor,
        case_id=case_id,
        organisation_id=organisation_id or _organisation(actor, case_id),
        detail=detail,
        address=address_of(request) if request is not None else None,
    )


def _organisation(actor: Counsellor | None, case_id: UUID | None) -> int | None:
    """Whose administrators read the entry: those of the case, else those of who did it."""
    if case_id is not None:
        found = Case.objects.filter(pk=case_id).values_list("team__organisation", flat=True)
        if found:
            return int(found[0])
    rows = Membership.objects.filter(counsellor=actor).order_by("pk")
    return rows.values_list("team__organisation", flat=True).first() if actor else None


def address_of(request: HttpRequest) -> str | None:
    """Where a request came from; the server has already put trusted proxies' word in its place."""
    found: Any = request.META.get("REMOTE_ADDR")
    return found or None
