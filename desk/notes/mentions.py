"""Notes for colleagues, and the list of those that name somebody."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.cases.actions.locking import locked_for, record
from desk.cases.errors import CaseError
from desk.cases.models import Case, CaseEvent, EventKind
from desk.cases.queue import visible_cases
from desk.cases.transcript import storable
from desk.counsellors.models import Counsellor
from desk.notes.models import Mention
from desk.teams.models import CASE_ROLES, Membership

MAX_LENGTH = 2000
_AT = re.compile(r"(?<!\w)@([\w.+-]*\w)")


@transaction.atomic
def write_note(case_id: UUID, counsellor: Counsellor, text: str) -> CaseEvent:
    """Leave a note on a case, whoever holds it and however it ended; newcomers never see it.

    ``@name`` mentions a colleague, by user name or by the name newcomers read. A colleague who may
    not see the case is not mentioned.

    Raises:
        CaseError: If the case is unknown, or the note empty or longer than :data:`MAX_LENGTH`.
    """
    words = storable(text).replace("\r\n", "\n").strip()
    if not words:
        raise CaseError(_("The note is empty."), _("Write something, then keep it."))
    if len(words) > MAX_LENGTH:
        raise CaseError(_("The note is too long."), _("Shorten it."))
    case = locked_for(case_id, counsellor)
    event = record(case, EventKind.NOTE, counsellor, note=words)
    Mention.objects.bulk_create(
        Mention(event=event, counsellor=colleague)
        for colleague in mentioned(words, case)
        if colleague != counsellor
    )
    return event


def colleagues(case: Case) -> QuerySet[Counsellor]:
    """Everybody who can be mentioned on a case, by name: those who may see it."""
    working = Membership.objects.filter(team=case.team_id, role__in=CASE_ROLES)
    found = Counsellor.objects.filter(is_active=True, pk__in=working.values("counsellor"))
    return found.order_by("username")


def mentioned(text: str, case: Case) -> list[Counsellor]:
    """The colleagues whom a note on a case names."""
    names = {name.casefold() for name in _AT.findall(text)}
    if not names:
        return []
    return [
        one
        for one in colleagues(case)
        if {one.username.casefold(), one.display_name.replace(" ", "").casefold()} & names
    ]


def mentions_of(counsellor: Counsellor) -> QuerySet[Mention]:
    """The notes that name a counsellor, in cases they may see; what they have not read first."""
    return (
        Mention.objects.filter(counsellor=counsellor, event__case__in=visible_cases(counsellor))
        .select_related("event", "event__case", "event__counsellor")
        .order_by(F("seen_at").desc(nulls_first=True), "-id")
    )


def mark_seen(case: Case, counsellor: Counsellor) -> None:
    """The counsellor has opened the case, and so has read the notes in it."""
    unseen = Mention.objects.filter(counsellor=counsellor, seen_at__isnull=True)
    # Looked up first: on SQLite an update waits for whoever writes, even if it changes nothing.
    if keys := list(unseen.filter(event__case=case).values_list("pk", flat=True)):
        Mention.objects.filter(pk__in=keys).update(seen_at=timezone.now())
