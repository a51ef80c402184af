"""Privacy, from the page of a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.errors import CaseError
from desk.cases.models import Case
from desk.cases.views.case import find
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.privacy.bot_side import BotSideError
from desk.privacy.consent import (
    agree_to_statistics,
    statistics_question,
    withdraw_statistics,
)
from desk.privacy.copy import copy_of
from desk.privacy.erase import erase_everywhere, store_name
from desk.privacy.models import Consent, Purpose
from desk.privacy.readable import readable
from desk.teams.requests import rights_of
from desk.teams.rights import Rights


def may_see_all(case: Case, rights: Rights) -> bool:
    """Whether every case of this person is one that this account may read."""
    teams = set(Case.objects.filter(sender=case.sender).values_list("team", flat=True))
    mine = frozenset().union(*(rights.teams[role] for role in rights.teams))
    return rights.operator or teams <= mine


@never_cache
@require_safe
@explain_refusals
def show_privacy(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the person agreed to, a copy of everything, and how to erase them."""
    case = find(case_id, counsellor_of(request))
    consents = Consent.objects.filter(case=case)
    agreed = consents.filter(purpose=Purpose.STATISTICS, withdrawn_at=None).exists()
    context = {
        "case": case,
        "consents": consents.select_related("recorded_by"),
        "question": statistics_question(),
        "agreed": agreed,
        "may_see_all": may_see_all(case, rights_of(request)),
        "cases": Case.objects.filter(sender=case.sender).count(),
    }
    return render(request, "privacy/privacy.html", context)


@require_POST
@explain_refusals
def answer_statistics(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The newcomer said yes or no to being counted."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    if request.POST.get("agreed") == "yes":
        agree_to_statistics(case, counsellor)
    else:
        withdraw_statistics(case)
    return redirect("privacy:case", case_id=case_id)


@never_cache
@require_safe
@explain_refusals
def export(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A copy of everything of the person, as a page or as JSON."""
    case = _whole(request, case_id)
    copied = copy_of(case.sender)
    as_file = request.GET.get("format") == "json"
    log(Kind.EXPORTED, request=request, case_id=case.pk, page="person")
    if not as_file:
        return render(request, "privacy/copy.html", {"case": case, "copy": readable(copied)})
    response = JsonResponse(copied, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="person-{case.pk}.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def erase(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask, then erase the person everywhere and show what was removed."""
    case = _whole(request, case_id)
    context = {"case": case, "cases": Case.objects.filter(sender=case.sender).count()}
    if request.method != "POST":
        return render(request, "privacy/erase.html", context)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Tick the box first: this cannot be undone."))
        return redirect("privacy:erase", case_id=case_id)
    try:
        report = erase_everywhere(case.sender)
    except BotSideError as error:
        messages.error(request, str(error))
        return redirect("privacy:erase", case_id=case_id)
    counts = report.by_store()
    rows = [(store_name(store), n) for store, n in counts.items()]
    log(Kind.PERSON_ERASED, request=request, **counts)
    return render(request, "privacy/erased.html", {"rows": rows})


def _whole(request: HttpRequest, case_id: UUID) -> Case:
    """The case, for acts that touch every case of its person.

    Raises:
        CaseError: Another team has a case of the person too.
    """
    case = find(case_id, counsellor_of(request))
    if not may_see_all(case, rights_of(request)):
        raise CaseError(
            _("Another team has a case of this person too."),
            _("Ask an operator, who erases and exports with a command."),
        )
    return case
