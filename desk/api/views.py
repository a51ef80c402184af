"""The calls of the API (``docs/wire.md`` part 3)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse

from desk.api.errors import ApiError, unknown_case
from desk.api.openapi import document
from desk.api.parsing import (
    body,
    new_case,
    new_consent,
    new_count,
    new_delivery,
    new_message,
    new_question,
)
from desk.api.schemas import ANSWER, APPENDED, CASE, DELIVERY, FIGURES, QUESTION
from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.open_case import open_case
from desk.cases.actions.rate import rate
from desk.cases.actions.transfer import answer_transfer
from desk.cases.actions.withdraw import withdraw
from desk.cases.expectation import expectation, place_if_opened_now
from desk.cases.models import Case
from desk.cases.queue import position
from desk.delivery import news
from desk.figures.add import add
from desk.learning.keep import keep
from desk.privacy.consent import record_shared
from desk.privacy.erase import erase_at_desk
from desk.teams.routing import Request, route

#: What the address of an availability may tell of a case.
QUESTIONS = ("need", "region", "municipality", "language")


def status(case: Case, *, http_status: int = 200) -> JsonResponse:
    """What the bot may know about a case."""
    known = {"id": str(case.id), "state": case.state, "position": position(case)}
    return JsonResponse(known | expectation(case.team).wire(), status=http_status)


def read_availability(request: HttpRequest) -> JsonResponse:
    """What a case that would be opened now may expect."""
    asked = {name: request.GET.get(name, "")[:120] for name in QUESTIONS}
    urgent = request.GET.get("urgent") == "true"
    team = route(Request(**asked, urgent=urgent)).team
    place = {"position": place_if_opened_now(team, urgent=urgent)}
    return JsonResponse(place | expectation(team).wire())


def answer_question(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """What the newcomer said to a question of the desk."""
    said = body(request, ANSWER)
    if said["about"] == "rating":
        return status(rate(case_id, helped=said["helped"]))
    return status(answer_transfer(case_id, UUID(said["transfer"]), agreed=said["agreed"]))


def create_case(request: HttpRequest) -> JsonResponse:
    """201 for a new case, 200 for a known one."""
    told = body(request, CASE)
    case, created = open_case(new_case(told))
    record_shared(case, new_consent(told))
    return status(case, http_status=201 if created else 200)


def read_case(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """Where a case stands."""
    case = Case.objects.select_related("team__organisation").filter(pk=case_id).first()
    if case is None:
        raise unknown_case()
    return status(case)


def add_messages(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """Messages to a case; known ids are passed over."""
    told = body(request, APPENDED)
    messages = [new_message(row) for row in told["messages"]]
    return status(append_messages(case_id, messages, language=told.get("language", "")))


def withdraw_case(request: HttpRequest, case_id: UUID) -> JsonResponse:
    """The newcomer no longer wants a person."""
    return status(withdraw(case_id))


def take_delivery(request: HttpRequest, event_id: UUID) -> JsonResponse:
    """How far a reply is; of one that is not known, or known better, nothing changes."""
    return JsonResponse({"kept": news.take(new_delivery(event_id, body(request, DELIVERY)))})


def keep_question(request: HttpRequest) -> JsonResponse:
    """A question without an answer; a known one is passed over."""
    return JsonResponse({"kept": keep(new_question(body(request, QUESTION)))})


def add_figures(request: HttpRequest) -> JsonResponse:
    """Counts of what was said; a known report is passed over."""
    report = body(request, FIGURES)
    return JsonResponse(
        {"kept": add(UUID(report["id"]), [new_count(row) for row in report["counts"]])}
    )


def forget_person(request: HttpRequest, sender: str) -> JsonResponse:
    """Delete everything of a person."""
    erased = erase_at_desk(sender)
    if any(erased.values()):
        log(Kind.PERSON_ERASED, **erased)
    return JsonResponse({"erased": erased})


def describe(request: HttpRequest) -> JsonResponse:
    """This API as an OpenAPI document."""
    return JsonResponse(document())


def unknown(request: HttpRequest, **_: object) -> JsonResponse:
    """Any other address."""
    raise ApiError(
        404, "not_found", "There is nothing at this address.", "See /api/v1/openapi.json."
    )
