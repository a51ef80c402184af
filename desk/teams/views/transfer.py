"""A case goes to another team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.cases.actions.transfer import take_back, transfer
from desk.cases.queue import visible_cases
from desk.cases.views.case import find
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.teams.forms import TransferForm
from desk.teams.templatetags.teams import team_context


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def transfer_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose the team, and write a note."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    form = TransferForm(request.POST if request.method == "POST" else None, case=case)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"case": case, "form": form, "team": case.team}
        return render(request, "teams/transfer.html", context, status=status)
    to, note = form.cleaned_data["team"], form.cleaned_data["note"]
    if transfer(case_id, counsellor, to=to, note=note) is not None:
        messages.success(
            request,
            _("The newcomer is asked. The case stays with you until the answer comes."),
        )
        return redirect("cases:case", case_id=case_id)
    messages.success(request, _("The case is with %(team)s now.") % {"team": to})
    if visible_cases(counsellor).filter(pk=case_id).exists():
        return redirect("cases:case", case_id=case_id)
    return redirect("cases:queue")


@require_POST
@explain_refusals
def take_transfer_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The newcomer need not answer any more."""
    take_back(case_id, counsellor_of(request))
    messages.info(request, _("The question is taken back: the case stays here."))
    return redirect("cases:case", case_id=case_id)


@never_cache
@require_safe
@explain_refusals
def team_of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The line about a case's team, fetched again when there is news."""
    context = team_context(find(case_id, counsellor_of(request)), request)
    return render(request, "teams/_case.html", context)
