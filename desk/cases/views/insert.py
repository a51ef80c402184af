"""Articles and ready-made replies beside the reply, and how they come into it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desk.cases.actions.save_draft import save_draft
from desk.cases.beside import articles_context, chosen_text
from desk.cases.forms import fresh_reply
from desk.cases.views.case import case_context, find
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of


@never_cache
@require_safe
@explain_refusals
def case_articles(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The results of the search alone."""
    case = find(case_id, counsellor_of(request))
    context = {"case": case, **articles_context(case, request.GET.get("articles", ""))}
    return render(request, "cases/_offers.html", context)


@require_POST
@explain_refusals
def insert(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put an article's short answer, or a ready-made reply, behind what is written already."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    kind, _colon, key = request.POST.get("insert", "").partition(":")
    words, language = chosen_text(kind, key, case, counsellor)
    text = "\n\n".join(part for part in (request.POST.get("text", "").rstrip(), words) if part)
    save_draft(case_id, counsellor, reply_id=None, text=text)
    if not request.headers.get("HX-Request"):
        return redirect(f"{case.get_absolute_url()}#reply-text")
    case = find(case_id, counsellor)
    context = case_context(case, counsellor) | {
        "reply_form": fresh_reply(case, text=text, language=language)
    }
    return render(request, "cases/_reply.html", context)
