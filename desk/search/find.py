"""The one question that the search page asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from desk.cases.models import Case, Message
from desk.cases.queue import for_rows, visible_cases
from desk.counsellors.models import Counsellor
from desk.labels.models import CaseLabel

#: Cases shown; whoever seeks further adds a word.
SHOWN = 50
#: Words looked at; more than anybody types on purpose.
MOST_WORDS = 8
#: The newest messages that are looked at, so that a word of every day costs no more than a name.
LOOKED_AT = 1000
EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A case, and the words in it that were sought (empty when it was found by a fact)."""

    case: Case
    excerpt: str
    #: Language of the excerpt.
    language: str


def words_of(text: str) -> list[str]:
    """The words of what somebody typed, without any sign that a database might read."""
    return re.findall(r"\w+", text)[:MOST_WORDS]


def find_cases(text: str, counsellor: Counsellor) -> list[Found]:
    """Cases that hold all words in one message, in a fact or as a label; the latest first.

    Words may be beginnings: ``antw`` finds Antwerpen.

    Args:
        text: What was typed.
        counsellor: Who seeks; nothing that they may not see is found.
    """
    words = words_of(text)
    if not words:
        return []
    visible = visible_cases(counsellor)
    hits = (
        Message.objects.filter(_holds(words), case__in=visible)
        .order_by("-id")
        .values_list("case_id", "id")[:LOOKED_AT]
    )
    said: dict[UUID, int] = {}
    for case_id, message_id in hits:
        said.setdefault(case_id, message_id)
    town = Q(*(Q(municipality__icontains=word) for word in words))
    labelled = CaseLabel.objects.filter(label__folded=text.strip().casefold(), case__in=visible)
    latest = labelled.order_by("-case__opened_at").values_list("case", flat=True)[:SHOWN]
    # Keys, not a subquery, which PostgreSQL takes for so dear that it compiles the statement first.
    by_fact = (
        visible.filter(town | Q(pk__in=list(latest)))
        .order_by("-opened_at")
        .values_list("pk", flat=True)[:SHOWN]
    )
    keys = list(dict.fromkeys([*said, *by_fact]))[:SHOWN]
    known = {case.pk: case for case in for_rows(Case.objects.filter(pk__in=keys).order_by())}
    messages = Message.objects.in_bulk([said[key] for key in keys if key in said])
    return [
        _found(known[key], messages.get(said.get(key, 0)), words) for key in keys if key in known
    ]


def _holds(words: list[str]) -> RawSQL:
    """Whether a message holds all words."""
    if connection.vendor == "postgresql":
        return RawSQL(
            "to_tsvector('simple', cases_message.text) @@ to_tsquery('simple', %s)",
            [" & ".join(f"{word}:*" for word in words)],
            output_field=BooleanField(),
        )
    return RawSQL(
        "cases_message.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)",
        [" ".join(f'"{word}"*' for word in words)],
        output_field=BooleanField(),
    )


def _found(case: Case, message: Message | None, words: list[str]) -> Found:
    if message is None:
        return Found(case, "", "")
    at = max(message.text.casefold().find(words[0].casefold()) - EXCERPT // 4, 0)
    part = message.text[at : at + EXCERPT]
    before, after = "…" if at else "", "…" if at + EXCERPT < len(message.text) else ""
    return Found(case, f"{before}{part}{after}", message.language)
