"""All ready-made replies on one page, to look them over and to review them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from desk.canned.shelf import replies
from desk.counsellors.requests import counsellor_of
from knowledge.languages import LANGUAGES, direction


@require_safe
def show_replies(request: HttpRequest) -> HttpResponse:
    """Every reply in every language, with how far each text has come."""
    name = counsellor_of(request).get_full_name()
    language = get_language() or "en"
    shelf = [
        {
            "title": reply.title(language),
            "texts": [
                {
                    "language": code,
                    "direction": direction(code),
                    "text": reply.text(code, name=name)[0],
                    "status": reply.status(code),
                }
                for code in LANGUAGES
                if code in reply.texts
            ],
        }
        for reply in replies().values()
    ]
    return render(request, "canned/list.html", {"shelf": shelf})
