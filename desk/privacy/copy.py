"""A copy of all that is known of one person."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from desk.cases.models import Case
from desk.learning.keep import asker_of
from desk.learning.models import Question
from desk.privacy.bot_side import BotSideError, copy_there
from desk.privacy.models import Consent

_OF_CASE = (
    "channel",
    "language",
    "region",
    "municipality",
    "need",
    "topic",
    "reason",
    "urgent",
    "summary",
    "state",
    "outcome",
    "helped",
    "opened_at",
    "claimed_at",
    "closed_at",
)


def copy_of(sender: str) -> dict[str, Any]:
    """Cases, messages, notes, labels, consents and questions, and the bot's side if it answers.

    Returns:
        What JSON can hold with times as they are; ``assistant`` is ``None`` when it was away.
    """
    cases = Case.objects.filter(sender=sender).order_by("opened_at").select_related("team")
    try:
        there: dict[str, Any] | None = copy_there(sender)
    except BotSideError:
        there = None
    return {
        "made_at": timezone.now(),
        "person": sender,
        "cases": [_case(case) for case in cases],
        "questions": list(
            Question.objects.filter(asker=asker_of(sender)).values(
                "kind", "text", "language", "region", "topic", "at", "told_at"
            )
        ),
        "assistant": there,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": str(case.pk),
        "team": str(case.team),
        **{name: getattr(case, name) for name in _OF_CASE},
        "messages": list(case.messages.values("author", "text", "language", "at", "article")),
        "history": list(case.events.values("kind", "note", "at")),
        "labels": list(case.labels.values_list("label__name", flat=True)),
        "consents": list(
            Consent.objects.filter(case=case).values(
                "purpose", "text", "version", "language", "given_at", "withdrawn_at"
            )
        ),
    }
