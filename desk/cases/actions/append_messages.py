"""The conversation goes on while somebody waits or talks."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from desk.cases.actions.locking import locked, record
from desk.cases.models import Author, Case, EventKind, Message
from desk.cases.transcript import NewMessage
from knowledge.languages import LANGUAGES


@transaction.atomic
def append_messages(case_id: UUID, messages: Sequence[NewMessage], *, language: str = "") -> Case:
    """Add messages to a case; ids that it knows are passed over.

    Words that arrive after the case was closed are kept too: the newcomer wrote them to a person.

    Args:
        case_id: The case.
        messages: In the order of the conversation.
        language: That the newcomer is answered in from now on; empty: as before.

    Raises:
        UnknownCaseError: If there is no such case.
    """
    case = locked(case_id)
    append(case, messages)
    if language not in {"", case.language}:
        case.language = language
        case.save(update_fields=["language"])
        own_name = LANGUAGES[language].name if language in LANGUAGES else language
        record(case, EventKind.OTHER_LANGUAGE, note=own_name)
    return case


def append(case: Case, messages: Sequence[NewMessage]) -> list[Message]:
    """Store what a locked case does not know yet, in the given order; returns the new rows."""
    known = set(
        case.messages.filter(message_id__in=[message.id for message in messages]).values_list(
            "message_id", flat=True
        )
    )
    fresh = {message.id: message for message in messages if message.id not in known}
    rows = Message.objects.bulk_create(
        Message(
            case=case,
            message_id=message.id,
            author=message.author,
            text=message.text,
            language=message.language or case.language,
            at=message.at,
            article=message.article,
            sources=list(message.sources),
        )
        for message in fresh.values()
    )
    if any(row.author == Author.NEWCOMER for row in rows):
        case.newcomer_wrote_at = timezone.now()
        case.save(update_fields=["newcomer_wrote_at"])
    return rows
