"""Who waits, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from desk.cases.filters import Filters
from desk.cases.models import Case, State
from desk.cases.models.case import unanswered, wrote_after_closing
from desk.counsellors.models import Counsellor
from desk.delivery.models import Delivery, DeliveryState
from desk.labels.models import CaseLabel
from desk.snooze.models import asleep
from desk.teams.models import CASE_ROLES, Membership

#: Rows shown of each part; a longer queue tells how many more there are.
SHOWN = 30
#: Of those that want nothing of this counsellor.
ASIDE_SHOWN = 10
#: Cases are counted up to here; whether ten thousand or a million are closed helps nobody.
COUNTED = 999
EVERYTHING = Filters()
#: What a row shows; a case has twice as many columns, and every moment among them costs time.
READ = (
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
    "opened_at",
    "closed_at",
    "newcomer_wrote_at",
    "counsellor_wrote_at",
    "holder__display_name",
    "holder__username",
    "escalated_at",
    "proposed_to__display_name",
    "proposed_to__username",
    "team__name",
    "snooze__until",
    "snooze__at",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the queue: the rows shown, and how many there are in all."""

    cases: tuple[Case, ...]
    #: At most :data:`COUNTED`.
    total: int

    @property
    def capped(self) -> bool:
        """Whether there may be more than were counted."""
        return self.total == COUNTED

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cases)


@dataclass(frozen=True, slots=True)
class Queue:
    """The whole queue as one counsellor sees it."""

    waiting: Part
    mine: Part
    #: One's own that rest until a date.
    later: Part
    others: Part
    #: Closed, but the newcomer wrote once more.
    again: Part
    closed: Part


@dataclass(frozen=True, slots=True)
class _Keys:
    """One part of the queue before its rows are read: their keys, and how many there are in all."""

    shown: tuple[UUID, ...]
    total: int


def _keys(cases: QuerySet[Case], shown: int = SHOWN) -> _Keys:
    """The first keys, and the count only where there may be more."""
    keys = tuple(cases.values_list("pk", flat=True)[: shown + 1])
    if len(keys) <= shown:
        return _Keys(keys, len(keys))
    return _Keys(keys[:shown], cases.order_by()[:COUNTED].count())


def for_rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with all that rows of :mod:`desk.cases.queue_rows` show, in two queries."""
    failed = Delivery.objects.filter(case=OuterRef("pk"), state=DeliveryState.FAILED)
    labels = CaseLabel.objects.select_related("label")
    return (
        cases.select_related("holder", "team", "snooze", "proposed_to")
        .only(*READ)
        .annotate(undelivered=Exists(failed))
        .prefetch_related(Prefetch("labels", labels, to_attr="put_labels"))
    )


def visible_cases(counsellor: Counsellor) -> QuerySet[Case]:
    """The cases that a counsellor may see; every page asks here and nowhere else."""
    mine = Membership.objects.filter(counsellor=counsellor, role__in=CASE_ROLES)
    # A list of keys, not a subquery: SQLite then reads the queue in its index's order.
    return Case.objects.filter(team__in=list(mine.values_list("team", flat=True).distinct()))


def queue(counsellor: Counsellor, filters: Filters = EVERYTHING) -> Queue:
    """Urgent first, then whoever waits longest; one's own cases apart."""
    cases = filters.narrow(visible_cases(counsellor))
    active = cases.filter(state=State.ACTIVE)
    mine = active.filter(holder=counsellor)
    found = {
        "waiting": _keys(filters.long_enough(cases.filter(state=State.WAITING))),
        "mine": _keys(mine.exclude(asleep())),
        "later": _keys(mine.filter(asleep()).order_by("snooze__until")),
        "others": _keys(active.exclude(holder=counsellor), ASIDE_SHOWN),
        "again": _keys(cases.filter(wrote_after_closing()).order_by("newcomer_wrote_at", "id")),
        "closed": _keys(
            cases.filter(state__in=[State.RESOLVED, State.WITHDRAWN])
            .exclude(wrote_after_closing())
            .order_by("-closed_at", "id"),
            ASIDE_SHOWN,
        ),
    }
    # All parts together: joining six tables for each of them takes longer.
    shown = [key for keys in found.values() for key in keys.shown]
    rows = {case.pk: case for case in for_rows(Case.objects.filter(pk__in=shown).order_by())}
    return Queue(**{name: _part(keys, rows) for name, keys in found.items()})


def _part(keys: _Keys, rows: Mapping[UUID, Case]) -> Part:
    # A case that was erased between the two queries is missing.
    return Part(tuple(rows[key] for key in keys.shown if key in rows), keys.total)


def calls(counsellor: Counsellor) -> int:
    """How many cases want something of a counsellor: they wait, or the newcomer wrote last."""
    cases = visible_cases(counsellor)
    replies = cases.filter(unanswered(), state=State.ACTIVE, holder=counsellor).exclude(asleep())
    wanting = (cases.filter(state=State.WAITING), cases.filter(wrote_after_closing()), replies)
    return sum(found.order_by()[:COUNTED].count() for found in wanting)


def position(case: Case) -> int | None:
    """The case's place in its team's queue, from 1; ``None`` when it does not wait."""
    if case.state != State.WAITING:
        return None
    same = Q(urgent=case.urgent)
    ahead = same & Q(opened_at__lt=case.opened_at)
    ahead |= same & Q(opened_at=case.opened_at, pk__lt=case.pk)
    if not case.urgent:
        ahead |= Q(urgent=True)
    return Case.objects.filter(ahead, team=case.team_id, state=State.WAITING).count() + 1
