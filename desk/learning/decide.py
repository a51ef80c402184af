"""What editors decide about a group, and how those who asked are told."""

from __future__ import annotations

import logging
import re
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases.article_search import Offer, SearchUnavailableError, offer
from desk.cases.knowledge_names import is_article
from desk.counsellors.models import Counsellor
from desk.delivery.bot import Bot
from desk.learning.models import Group, GroupState, Question

logger = logging.getLogger(__name__)


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class DecisionError(Exception):
    """A decision that cannot be taken; the sentence is for the editor."""


@transaction.atomic
def decide(group_id: int, state: GroupState, article: str, editor: Counsellor) -> Group:
    """Choose what becomes of a group.

    Raises:
        DecisionError: If there is no such group, or no article with this id answers it.
    """
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise DecisionError(_("This group does not exist any more."))
    if state == GroupState.ANSWERED and not is_article(article):
        raise DecisionError(_("Name the article that answers it; there is none with this id."))
    if article and not _ID.fullmatch(article):
        raise DecisionError(
            _("An id has small letters, digits and hyphens, like language-course-cost.")
        )
    group.state = state
    group.article = "" if state in {GroupState.NEW, GroupState.NOT_OURS} else article
    group.decided_by, group.decided_at = editor, timezone.now()
    group.save()
    if state == GroupState.NOT_OURS:
        group.questions.exclude(tell="").update(tell="")
    return group


def notice_landed() -> int:
    """Mark the groups answered whose planned article is there now; returns how many."""
    planned = Group.objects.filter(state=GroupState.PLANNED).exclude(article="")
    landed = [group.pk for group in planned if is_article(group.article)]
    return Group.objects.filter(pk__in=landed).update(state=GroupState.ANSWERED)


def tell_askers(bot: Bot) -> int:
    """Tell the askers who agreed that there is an answer now; returns how many heard it.

    Who cannot be reached at this moment is tried again the next time; a person whom the bot no
    longer knows is forgotten here too.
    """
    # Who joins a group that is not ours waits for nothing: the id need not be kept.
    Question.objects.exclude(tell="").filter(group__state=GroupState.NOT_OURS).update(tell="")
    waiting = Question.objects.exclude(tell="").filter(group__state=GroupState.ANSWERED)
    told = 0
    for question in waiting.select_related("group__decided_by"):
        group = question.group
        editor = group.decided_by if group is not None else None
        if group is None or editor is None:
            continue
        try:
            found = offer(
                group.article,
                own=question.language,
                theirs=question.language,
                region=question.region,
                town="",
            )
        except SearchUnavailableError:
            return told
        if found is None:
            continue
        answer = bot.post(_event(question, found, editor))
        if answer.state is None and answer.retry:
            logger.warning("Somebody who asked could not be told yet.")
            continue
        told += answer.state is not None
        now = timezone.now() if answer.state is not None else None
        Question.objects.filter(pk=question.pk).update(tell="", told_at=now)
    return told


def _event(question: Question, found: Offer, editor: Counsellor) -> dict[str, Any]:
    """The answer as a message of the editor; the question's own id keeps it from coming twice."""
    return {
        "id": str(question.known_as),
        "sender": question.tell,
        "case": str(question.known_as),
        "type": "message",
        "text": f"“{question.text}”\n\n{found.title}\n{found.insertion}",
        "language": found.theirs.language,
        "counsellor": {"name": editor.get_full_name(), "role": editor.role_title},
    }
