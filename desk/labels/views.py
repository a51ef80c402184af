"""Labels, on the page of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.cases.undo import offer_undo
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.labels.actions import put_label, take_label_off


@require_POST
@explain_refusals
def put(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a label on a case."""
    put_label(case_id, counsellor_of(request), request.POST.get("name", ""))
    return redirect("cases:case", case_id=case_id)


@require_POST
@explain_refusals
def take_off(request: HttpRequest, case_id: UUID, label_id: int) -> HttpResponse:
    """Take a label off a case; one press puts it back."""
    label = take_label_off(case_id, counsellor_of(request), label_id)
    if label is not None:
        offer_undo(
            request,
            _("The label “%(name)s” is off.") % {"name": label.name},
            reverse("labels:put", args=[case_id]),
            name=label.name,
        )
    return redirect("cases:case", case_id=case_id)
