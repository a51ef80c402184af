"""The queue as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db.models import TextChoices
from django.utils.translation import get_language

from desk.cases import names
from desk.cases.models import Case, Outcome, Reason, State
from desk.cases.queue import Part, Queue
from desk.snooze.models import Snooze

#: Characters of the question that a row shows.
PREVIEW = 180


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the queue."""

    id: str
    url: str
    state: str
    urgent: bool
    language: str
    direction: str
    place: str
    subject: str
    reason: str
    question: str
    holder: str
    outcome: str
    state_name: str
    team: str
    labels: tuple[str, ...]
    #: When a case that was put aside comes back, or came back; empty for any other.
    returns: str
    #: Whether it is back: that moment has passed, or the newcomer wrote.
    returned: bool
    #: Whose turn it is to take a case that waits; empty where nobody's is.
    turn: str
    #: Whether nobody took it in the time that the team has set.
    late: bool
    #: Whether the newcomer spoke last.
    wants_reply: bool
    #: Whether a reply or a change of state could not be delivered.
    undelivered: bool
    since: datetime
    #: The same, as people say it.
    lasted: str


@dataclass(frozen=True, slots=True)
class Rows:
    """One part of the queue as rows."""

    rows: tuple[Row, ...]
    total: int
    hidden: int
    #: Whether there are more than were counted.
    capped: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The whole page; ``version`` changes whenever something on it does."""

    waiting: Rows
    mine: Rows
    later: Rows
    again: Rows
    others: Rows
    closed: Rows
    version: str = ""

    @property
    def calls(self) -> int:
        """How many cases want something of this counsellor."""
        replies = sum(row.wants_reply for row in self.mine.rows)
        return self.waiting.total + self.again.total + replies


def row(case: Case) -> Row:
    """A case as a row, read with :func:`desk.cases.queue.for_rows`."""
    since = case.closed_at or case.opened_at
    if case.wants_reply or case.wrote_after_closing:
        since = case.newcomer_wrote_at or since
    question = case.question
    waits = case.state == State.WAITING
    snooze: Snooze | None = getattr(case, "snooze", None)
    return Row(
        id=str(case.id),
        url=case.get_absolute_url(),
        state=case.state,
        urgent=case.urgent and case.is_open,
        language=case.language,
        direction=case.direction,
        place=names.place(case),
        subject=names.subject(case),
        reason=_label(Reason, case.reason),
        question=question if len(question) <= PREVIEW else f"{question[:PREVIEW]}…",
        holder=case.holder.get_full_name() if case.holder else "",
        outcome=_label(Outcome, case.outcome) if case.outcome else "",
        state_name=_label(State, case.state),
        team=case.team.name,
        labels=tuple(str(put.label) for put in case.put_labels),  # type: ignore[attr-defined]
        returns=names.clock_time(snooze.until) if snooze and case.is_open else "",
        returned=bool(snooze and not snooze.holds(case.newcomer_wrote_at)),
        turn=case.proposed_to.get_full_name() if waits and case.proposed_to else "",
        late=waits and case.escalated_at is not None,
        wants_reply=case.wants_reply,
        undelivered=case.undelivered,  # type: ignore[attr-defined]
        since=since,
        lasted=names.lasted(since),
    )


def _label(choices: type[TextChoices], value: str) -> str:
    """As ``get_…_display`` says it, which for every row puts all choices together anew."""
    return str(choices(value).label) if value in choices else value


def rows(part: Part) -> Rows:
    """A part of the queue as rows."""
    return Rows(tuple(row(case) for case in part.cases), part.total, part.hidden, part.capped)


def queue_page(queue: Queue) -> QueuePage:
    """The queue as a page."""
    page = QueuePage(
        waiting=rows(queue.waiting),
        mine=rows(queue.mine),
        later=rows(queue.later),
        again=rows(queue.again),
        others=rows(queue.others),
        closed=rows(queue.closed),
    )
    seen = repr((get_language(), page)).encode()
    return replace(page, version=sha256(seen).hexdigest()[:20])
