"""The page of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.cases import names
from desk.cases.errors import UnknownCaseError
from desk.cases.forms import NoteForm, ReplyForm, ResolveForm, fresh_reply
from desk.cases.models import Case, State
from desk.cases.queue import position, visible_cases
from desk.cases.timeline import timeline
from desk.cases.views.refusals import explain_refusals
from desk.config.environment import environment
from desk.counsellors.models import Counsellor
from desk.counsellors.requests import counsellor_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about the newcomer."""

    label: str
    value: str
    #: Whether these are the newcomer's own words, in their own language.
    words: bool


def find(case_id: UUID, counsellor: Counsellor) -> Case:
    """The case with its holder, if this counsellor may see it.

    Raises:
        UnknownCaseError: If there is none, or none that the counsellor may know of.
    """
    case = visible_cases(counsellor).select_related("holder").filter(pk=case_id).first()
    if case is None:
        raise UnknownCaseError
    return case


#: Characters of one fact; the whole of a long question stands in the conversation.
FACT = 500


def short(text: str) -> str:
    """A text that leaves room for the others."""
    return text if len(text) <= FACT else f"{text[:FACT]}…"


def facts(case: Case) -> list[Fact]:
    """What the newcomer agreed to share, and what the bot knows besides; each thing once."""
    known = {
        "region": names.region_name(case.region),
        "municipality": case.municipality,
        "need": names.need_name(case.need),
        "topic": names.subject(case) if case.topic else "",
    }
    shared = [(str(row["label"]), str(row["value"])) for row in case.summary]
    lines = [
        Fact(names.label_name(key), value, words=False) for key, value in known.items() if value
    ]
    lines += [
        Fact(names.label_name(key), short(names.value_name(key, value)), words=key == "question")
        for key, value in shared
        if value and key != "language" and not known.get(key)
    ]
    return lines


def case_context(case: Case, counsellor: Counsellor) -> dict[str, Any]:
    """What every part of the page needs."""
    is_holder = case.state == State.ACTIVE and case.holder_id == counsellor.pk
    return {
        "case": case,
        "facts": facts(case),
        "is_holder": is_holder,
        "can_reply": is_holder or (case.wrote_after_closing and case.holder_id == counsellor.pk),
        "state_mark": state_mark(case),
        "position": position(case),
        "waited": names.lasted(case.opened_at),
        "place": names.place(case),
        "subject": names.subject(case),
        "refresh_seconds": environment().refresh_seconds,
    }


def forms_context(
    case: Case, counsellor: Counsellor, reply_form: ReplyForm | None = None
) -> dict[str, Any]:
    """The forms of whoever holds the case."""
    return {
        "reply_form": reply_form or fresh_reply(case, counsellor),
        "hand_back_form": NoteForm(auto_id="hand-back-%s"),
        "resolve_form": ResolveForm(auto_id="resolve-%s"),
    }


def case_page(
    request: HttpRequest, case: Case, *, unsent: str | None = None, status: int = 200
) -> HttpResponse:
    """The whole page.

    Args:
        request: The request.
        case: The case, with its holder.
        unsent: A reply that could not be sent; shown, so that the words are not lost.
        status: HTTP status.
    """
    counsellor = counsellor_of(request)
    form = fresh_reply(case, counsellor, text=unsent)
    context = {
        **case_context(case, counsellor),
        **forms_context(case, counsellor, form),
        "timeline": timeline(case),
        "unsent": unsent,
    }
    return render(request, "cases/case.html", context, status=status)


@never_cache
@require_safe
@explain_refusals
def show_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole context of a case on one page."""
    return case_page(request, find(case_id, counsellor_of(request)))


@never_cache
@require_safe
@explain_refusals
def case_news(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is new since the page was made; 204 when nothing is."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    since = timeline(
        case,
        after_message=number(request.GET.get("after_message")),
        after_event=number(request.GET.get("after_event")),
    )
    if not since.entries and request.GET.get("version") == since.version:
        return HttpResponse(status=204)
    context = {**case_context(case, counsellor), "timeline": since, "news": True}
    if request.GET.get("state") != state_mark(case):
        context |= {**forms_context(case, counsellor), "new_state": True}
    return render(request, "cases/_news.html", context)


def state_mark(case: Case) -> str:
    """Tells whether the forms of the page still fit the case."""
    return f"{case.state}-{case.holder_id or 0}-{case.wrote_after_closing:d}"


def number(text: str | None) -> int:
    """A row's key from an address; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
