"""Keep a question, and forget it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from desk.learning.models import Group, Question
from knowledge.redaction import redact

#: Longer ones tell a story; its beginning says what it is about.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it arrives.

    Attributes:
        id: Given by the relay.
        sender: The person, as the bot knows them.
        tell: Whether they agreed to hear of it when there is an answer.
        kind: A value of :class:`desk.learning.models.Kind`.
        text: Their words.
        language: Written in.
        region: Where they live, or nothing.
        topic: The article that did not help, or nothing.
        at: When they asked.
    """

    id: UUID
    sender: str
    tell: bool
    kind: str
    text: str
    language: str
    region: str
    topic: str
    at: datetime


def asker_of(sender: str) -> str:
    """A person's keyed hash: the same person has the same one, and it leads back to nobody."""
    return salted_hmac("fanal.learning", sender, algorithm="sha256").hexdigest()


def keep(asked: Asked) -> bool:
    """Keep a question, redacted once more whatever the sender did; ``False`` if it was known.

    Of a known one only the wish to be told is taken over, unless it was told already.
    """
    question, is_new = Question.objects.get_or_create(
        known_as=asked.id,
        defaults={
            "asker": asker_of(asked.sender),
            "tell": asked.sender if asked.tell else "",
            "kind": asked.kind,
            "text": redact(asked.text)[:LONGEST],
            "language": asked.language,
            "region": asked.region,
            "topic": asked.topic,
            "at": min(asked.at, timezone.now()),
        },
    )
    if asked.tell and not is_new:
        Question.objects.filter(pk=question.pk, told_at=None).update(tell=asked.sender)
    return is_new


@transaction.atomic
def forget_questions_of(sender: str) -> int:
    """Delete every question of a person; returns how many there were."""
    return forget(Question.objects.filter(asker=asker_of(sender)))


@transaction.atomic
def forget_old(*, days: int) -> int:
    """Delete questions that are older than a number of days, at least 1; returns how many.

    Raises:
        ValueError: If ``days`` is less than 1.
    """
    if days < 1:
        raise ValueError(f"Questions must be kept for at least one day, not {days}.")
    return forget(Question.objects.filter(at__lt=timezone.now() - timedelta(days=days)))


def forget(questions: QuerySet[Question]) -> int:
    """Delete questions and what their groups know of them; call it inside a transaction."""
    rows = list(questions.values_list("pk", "group"))
    groups = {group for _pk, group in rows if group is not None}
    Question.objects.filter(pk__in=[pk for pk, _group in rows]).delete()
    _measure_anew(groups)
    return len(rows)


def _measure_anew(groups: Iterable[int]) -> None:
    for group in Group.objects.select_for_update().filter(pk__in=groups):
        left = list(group.questions.values_list("vector", "at"))
        if not left:
            group.delete()
            continue
        vectors = [np.frombuffer(bytes(vector), np.float32) for vector, _at in left]
        group.size = len(left)
        group.centre = np.sum(vectors, axis=0, dtype=np.float32).tobytes()
        group.last_at = max(at for _vector, at in left)
        group.save(update_fields=["size", "centre", "last_at"])
