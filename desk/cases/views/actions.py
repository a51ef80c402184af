"""What the buttons of the pages do."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from desk.cases.actions.acknowledge import acknowledge
from desk.cases.actions.claim import claim
from desk.cases.actions.hand_back import hand_back
from desk.cases.actions.locking import mended
from desk.cases.actions.reopen import reopen
from desk.cases.actions.reply import reply
from desk.cases.actions.resolve import resolve
from desk.cases.actions.save_draft import save_draft
from desk.cases.errors import CaseError, UnknownCaseError
from desk.cases.forms import NoteForm, ReplyForm, ResolveForm, fresh_reply
from desk.cases.models import Case, Outcome
from desk.cases.undo import UNDO_SECONDS, forget_undo, offer_undo
from desk.cases.views.case import case_context, case_page, find
from desk.cases.views.refusals import explain_refusals
from desk.cases.wire import typing_event
from desk.counsellors.requests import counsellor_of
from desk.delivery.actions import give_up, send_again
from desk.delivery.typing import typing_signs


@require_POST
@explain_refusals
def claim_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a waiting case."""
    claim(case_id, counsellor_of(request))
    return redirect("cases:case", case_id=case_id)


@require_POST
@explain_refusals
def acknowledge_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Leave late words without an answer."""
    acknowledge(case_id, counsellor_of(request))
    return redirect("cases:queue")


@require_POST
@explain_refusals
def send_reply(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Send a reply; words that cannot be sent come back on the page."""
    counsellor = counsellor_of(request)
    case = find(case_id, counsellor)
    form = ReplyForm(request.POST, case=case)
    words = request.POST.get("text", "")
    try:
        if not form.is_valid():
            raise CaseError(_("The form was incomplete."), _("Send the reply once more."))
        reply(
            case_id,
            counsellor,
            reply_id=form.cleaned_data["reply_id"],
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
        )
    except UnknownCaseError:
        raise
    except CaseError as error:
        return unsent_reply(request, find(case_id, counsellor), words, error)
    if not request.headers.get("HX-Request"):
        return redirect(f"{case.get_absolute_url()}#reply-text")
    case = find(case_id, counsellor)
    context = case_context(case, counsellor) | {
        "reply_form": fresh_reply(case, text=""),
        "sent": True,
    }
    return trigger_client_event(render(request, "cases/_reply.html", context), "news")


def unsent_reply(request: HttpRequest, case: Case, words: str, error: CaseError) -> HttpResponse:
    """Show why a reply was not sent, with its words still there."""
    if not request.headers.get("HX-Request"):
        messages.error(request, str(error))
        return case_page(request, case, unsent=words, status=409)
    counsellor = counsellor_of(request)
    context = case_context(case, counsellor) | {
        "reply_form": fresh_reply(case, text=words),
        "unsent": words,
        "problem": str(error),
    }
    return render(request, "cases/_reply.html", context, status=409)


@require_POST
@explain_refusals
def keep_draft(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep what is being written, and let the newcomer know that something is."""
    counsellor, text = counsellor_of(request), request.POST.get("text", "")
    reply_id = uuid_or_none(request.POST.get("reply_id", ""))
    case = save_draft(case_id, counsellor, reply_id=reply_id, text=text)
    if case is not None and text.strip():
        typing_signs().tell(typing_event(case, counsellor))
    return HttpResponse(_("Draft saved."), content_type="text/plain; charset=utf-8")


def uuid_or_none(text: str) -> UUID | None:
    """A UUID from a form."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
@explain_refusals
def hand_case_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give a case back to the queue."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise CaseError(_("The note is too long."), _("Shorten it."))
    hand_back(case_id, counsellor_of(request), note=form.cleaned_data["note"])
    messages.success(request, _("The case is back in the queue."))
    return redirect("cases:queue")


@require_POST
@explain_refusals
def resolve_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close a case."""
    form = ResolveForm(request.POST)
    if not form.is_valid():
        raise CaseError(
            _("The case was not closed: its outcome is missing, or the note is too long."),
            _("Choose how it ended, and close it again."),
        )
    resolve(
        case_id,
        counsellor_of(request),
        outcome=Outcome(form.cleaned_data["outcome"]),
        note=form.cleaned_data["note"],
        undo_seconds=UNDO_SECONDS,
    )
    undo = reverse("cases:reopen", args=[case_id])
    offer_undo(request, _("The case is closed."), undo)
    return redirect("cases:queue")


@require_POST
@explain_refusals
def reopen_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the end of a case back."""
    forget_undo(request)
    reopen(case_id, counsellor_of(request))
    messages.success(request, _("The case is open again; the newcomer noticed nothing."))
    return redirect("cases:case", case_id=case_id)


@require_POST
@explain_refusals
def retry_deliveries(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Send what failed once more."""
    with transaction.atomic():
        count = send_again(mended(case_id, counsellor_of(request)))
    messages.success(
        request,
        ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", count)
        % {"count": count},
    )
    return redirect("cases:case", case_id=case_id)


@require_POST
@explain_refusals
def drop_deliveries(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give up what failed, so that what follows may go."""
    with transaction.atomic():
        count = give_up(mended(case_id, counsellor_of(request)))
    messages.info(
        request,
        ngettext(
            "%(count)d message will not be sent.", "%(count)d messages will not be sent.", count
        )
        % {"count": count},
    )
    return redirect("cases:case", case_id=case_id)
