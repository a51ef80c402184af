"""Machine translation on the page of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from desk.cases.actions.save_draft import save_draft
from desk.cases.forms import fresh_reply
from desk.cases.views.case import case_context, find
from desk.cases.views.refusals import explain_refusals
from desk.counsellors.requests import counsellor_of
from desk.translation.mark import original_of, with_original
from desk.translation.protocol import TranslationError
from desk.translation.translate import LONGEST, translated
from knowledge.languages import direction


@require_POST
@explain_refusals
def translate_message(request: HttpRequest, case_id: UUID, message_id: int) -> HttpResponse:
    """One message in the language of the page."""
    case = find(case_id, counsellor_of(request))
    message = get_object_or_404(case.messages, pk=message_id)
    target = get_language() or "en"
    context: dict[str, Any] = {"case": case, "language": target, "direction": direction(target)}
    try:
        context["text"] = translated(case, message.text, source=message.language, target=target)
        context["cut"] = len(message.text) > LONGEST
    except TranslationError as error:
        context["problem"] = str(error)
    page = "_translation.html" if request.headers.get("HX-Request") else "translation.html"
    return render(request, f"translation/{page}", context)


@require_POST
@explain_refusals
def translate_reply(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put what is being written, in the newcomer's language, above the original; not sent yet."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    words = request.POST.get("text", "").strip()
    problem = ""
    if words:
        try:
            original = original_of(words.replace("\r\n", "\n"), case.language)
            # The language of the page is not always the one that its reader writes.
            found = translated(case, original, source=None, target=case.language)
            words = with_original(found, original, case.language)
            save_draft(case_id, counsellor, reply_id=None, text=words)
        except TranslationError as error:
            problem = str(error)
    if not request.headers.get("HX-Request"):
        if problem:
            messages.error(request, problem)
        return redirect(f"{case.get_absolute_url()}#reply-text")
    case = find(case_id, counsellor)
    context = case_context(case, counsellor) | {
        "reply_form": fresh_reply(case, text=words, language=case.language),
        "problem": problem,
    }
    return render(request, "cases/_reply.html", context)
