"""Leave a note, and read those that name you."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.notes.mentions import mentions_of, write_note

#: Mentions shown; older ones are found by their case.
SHOWN = 100


@require_POST
@explain_refusals
def add_note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Leave a note on a case."""
    write_note(case_id, counsellor_of(request), request.POST.get("note", ""))
    return redirect("cases:case", case_id=case_id)


@never_cache
@require_safe
def show_mentions(request: HttpRequest) -> HttpResponse:
    """The notes that name the counsellor."""
    return render(
        request, "notes/mentions.html", {"mentions": mentions_of(counsellor_of(request))[:SHOWN]}
    )
