"""The calls of the API (``docs/wire.md`` part 3)."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, JsonResponse

from desk.api.errors import ApiError, unknown_case
from desk.api.openapi import document
from desk.api.parsing import body, new_case, new_message
from desk.api.schemas import APPENDED, CASE
from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.erase_person import erase_person
from desk.cases.actions.open_case import open_case
from desk.cases.actions.withdraw import withdraw
from desk.cases.models import Case
from desk.cases.queue import position


def status(case: Case, *, http_status: int = 200) -> JsonResponse:
    """What the bot may know about a case."""
    return JsonResponse(
        {"id": str(case.id), "state": case.state, "position": position(case)}, status=http_status
    )


def create_case(request: HttpRequest) -> JsonResponse:
    """201 for a new case, 200 for a known one."""
    case, created = open_case(new_case(body(request, CASE)))
    return status(case, http_status=201 if created else 200)


def read_case(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """Where a case stands."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise unknown_case()
    return status(case)


def add_messages(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """Messages to a case; known ids are passed over."""
    rows = body(request, APPENDED)["messages"]
    return status(append_messages(case_id, [new_message(row) for row in rows]))


def withdraw_case(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """The newcomer no longer wants a person."""
    return status(withdraw(case_id))


def forget_person(request: HttpRequest, sender: str) -> JsonResponse:
    """Delete everything of a person."""
    return JsonResponse({"erased": asdict(erase_person(sender))})


def describe(request: HttpRequest) -> JsonResponse:
    """This API as an OpenAPI document."""
    return JsonResponse(document())


def unknown(request: HttpRequest, **_: object) -> JsonResponse:
    """Any other address."""
    raise ApiError(
        404, "not_found", "There is nothing at this address.", "See /api/v1/openapi.json."
    )
