"""The page of one case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.cases import names
from desk.cases.actions.locking import leads
from desk.cases.beside import articles_context, canned_context
from desk.cases.errors import UnknownCaseError
from desk.cases.forms import NoteForm, ReplyForm, ResolveForm, fresh_reply
from desk.cases.models import Case, State
from desk.cases.queue import for_rows, position, visible_cases
from desk.cases.queue_rows import row
from desk.cases.summary import blocks
from desk.cases.timeline import timeline
from desk.cases.views.refusals import explain_refusals
from desk.config.environment import environment
from desk.counsellors.models import Counsellor
from desk.counsellors.requests import counsellor_of
from desk.labels.models import Label
from desk.notes.mentions import colleagues, mark_seen
from desk.presence.present import Present, appear, present
from desk.privacy.models import Purpose
from desk.snooze.choices import choices
from desk.snooze.models import Snooze

#: What the pages of a case show of other rows.
SHOWN = ("holder", "team__organisation", "proposed_to")


def find(case_id: UUID, counsellor: Counsellor) -> Case:
    """The case with its holder, if this counsellor may see it.

    Raises:
        UnknownCaseError: If there is none, or none that the counsellor may know of.
    """
    case = visible_cases(counsellor).select_related(*SHOWN).filter(pk=case_id).first()
    if case is None:
        raise UnknownCaseError
    return case


#: Earlier cases of the same person that the page lists.
EARLIER = 10


def case_context(case: Case, counsellor: Counsellor) -> dict[str, Any]:
    """What every part of the page needs."""
    here, snooze = present(case, counsellor), snooze_of(case)
    is_holder = case.state == State.ACTIVE and case.holder_id == counsellor.pk
    return {
        "case": case,
        "is_holder": is_holder,
        "may_give_back": is_holder or (case.state == State.ACTIVE and leads(case, counsellor)),
        "can_reply": is_holder or (case.wrote_after_closing and case.holder_id == counsellor.pk),
        "state_mark": state_mark(case),
        "position": position(case),
        "waited": names.lasted(case.opened_at),
        "place": names.place(case),
        "subject": names.subject(case),
        "present": here,
        "presence_mark": presence_mark(here),
        "labels": [put.label for put in case.labels.select_related("label")],
        "snooze": snooze,
        "rests": bool(snooze and snooze.holds(case.newcomer_wrote_at)),
        "refresh_seconds": environment().refresh_seconds,
    }


def snooze_of(case: Case) -> Snooze | None:
    """Until when the case rests or rested, while it is active."""
    return Snooze.objects.filter(case=case).first() if case.state == State.ACTIVE else None


def side_context(case: Case, counsellor: Counsellor) -> dict[str, Any]:
    """What stands beside the conversation and does not change with it."""
    earlier = visible_cases(counsellor).filter(sender=case.sender).exclude(pk=case.pk)
    return {
        "agreed_to_share": case.consents.filter(purpose=Purpose.SHARE).exists(),
        "blocks": blocks(case),
        "earlier": [row(one) for one in for_rows(earlier.order_by("-opened_at"))[:EARLIER]],
        "known_labels": Label.objects.values_list("name", flat=True)[:200],
        "colleagues": [one for one in colleagues(case) if one != counsellor],
        "snooze_choices": choices(),
    }


def forms_context(case: Case, reply_form: ReplyForm | None = None) -> dict[str, Any]:
    """The forms of whoever holds the case."""
    return {
        "reply_form": reply_form or fresh_reply(case),
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
    form = fresh_reply(case, text=unsent)
    appear(case, counsellor)
    mark_seen(case, counsellor)
    context = {
        **case_context(case, counsellor),
        **side_context(case, counsellor),
        **forms_context(case, form),
        **canned_context(case, counsellor),
        **articles_context(case, request.GET.get("articles", "")),
        "timeline": timeline(case, whole=request.GET.get("all") == "1"),
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
    colleagues_here = presence_mark(present(case, counsellor))
    same = request.GET.get("version") == since.version
    if not since.entries and same and request.GET.get("present", "") == colleagues_here:
        return HttpResponse(status=204)
    context = {**case_context(case, counsellor), "timeline": since, "news": True}
    if request.GET.get("state") != state_mark(case):
        context |= {
            **forms_context(case),
            "snooze_choices": choices(),
            "new_state": True,
        }
    return render(request, "cases/_news.html", context)


def presence_mark(colleagues_here: tuple[Present, ...]) -> str:
    """Tells whether the page still shows the colleagues who are there."""
    return ",".join(f"{one.name}{'*' if one.writing else ''}" for one in colleagues_here)


def state_mark(case: Case) -> str:
    """Tells whether the forms of the page still fit the case."""
    return f"{case.state}-{case.holder_id or 0}-{case.wrote_after_closing:d}"


def number(text: str | None) -> int:
    """A row's key from an address; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
