"""The sign of life of an open page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from desk.cases.views.case import find
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.presence.present import appear, leave


@require_POST
@explain_refusals
def sign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Note that the counsellor is at a case, writes, or goes."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    if request.POST.get("leave"):
        leave(case, counsellor)
    else:
        appear(case, counsellor, writing=request.POST.get("writing") == "1")
    return HttpResponse(status=204)
