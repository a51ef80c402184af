"""The pages of the unanswered questions."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desk.audit.log import log
from desk.audit.models import Kind
from desk.counsellors.requests import counsellor_of
from desk.learning.decide import DecisionError, decide
from desk.learning.draft import draft
from desk.learning.forms import DecideForm, FilterForm
from desk.learning.listing import SHOWN, rows
from desk.learning.models import Group, GroupState, Question

GROUPS = 30


@never_cache
@require_safe
def show_groups(request: HttpRequest) -> HttpResponse:
    """The groups, the most frequent first."""
    form = FilterForm(request.GET or {"state": GroupState.NEW.value})
    groups = form.narrow(Group.objects.defer("centre"))
    page = Paginator(groups, GROUPS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": rows(list(page)),
        "waiting": Question.objects.filter(group=None).count(),
        "query": query.urlencode(),
    }
    return render(request, "learning/groups.html", context)


@never_cache
@require_safe
def show_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """One group with its questions."""
    group = get_object_or_404(Group.objects.select_related("decided_by"), pk=group_id)
    questions = group.questions.defer("vector")
    context = {
        "group": group,
        "row": next(iter(rows([group])), None),
        "questions": questions[:SHOWN],
        "told": questions.exclude(told_at=None).count(),
        "to_tell": questions.exclude(tell="").count(),
        "form": DecideForm({"state": group.state, "article": group.article}),
        "draft": draft(group, today=timezone.localdate()),
    }
    return render(request, "learning/group.html", context)


@require_POST
def decide_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """Choose what becomes of a group."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a state, and at most 120 characters for the article."))
        return redirect("learning:group", group_id=group_id)
    chosen = form.cleaned_data
    try:
        decide(
            group_id, GroupState(chosen["state"]), chosen["article"].strip(), counsellor_of(request)
        )
    except DecisionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Kept."))
    return redirect("learning:group", group_id=group_id)


@never_cache
@require_safe
def download_draft(request: HttpRequest, group_id: int) -> HttpResponse:
    """The draft of an article as a text file."""
    group = get_object_or_404(Group, pk=group_id)
    log(Kind.EXPORTED, request=request, page="draft", group=group_id)
    text = draft(group, today=timezone.localdate())
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="draft-{group_id}.txt"'
    return response
