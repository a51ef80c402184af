"""Putting aside and taking up, on the page of a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.cases.errors import CaseError
from desk.cases.names import clock_time
from desk.cases.undo import forget_undo, offer_undo
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.snooze.actions import put_aside, take_up
from desk.snooze.choices import moment


@require_POST
@explain_refusals
def snooze_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a case aside until a date; one press takes it up again."""
    until = moment(request.POST.get("for", ""), request.POST.get("until", ""))
    if until is None:
        raise CaseError(_("The date is missing."), _("Choose when the case comes back."))
    snooze = put_aside(case_id, counsellor_of(request), until)
    said = _("The case comes back: %(when)s.") % {"when": clock_time(snooze.until)}
    offer_undo(request, said, reverse("snooze:wake", args=[case_id]))
    return redirect("cases:queue")


@require_POST
@explain_refusals
def wake_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a case up again."""
    take_up(case_id, counsellor_of(request))
    forget_undo(request)
    messages.success(request, _("The case is among yours again."))
    return redirect("cases:case", case_id=case_id)
