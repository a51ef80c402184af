"""Take a case in hand, alone."""

from __future__ import annotations

from uuid import UUID

from desk.cases.errors import AlreadyClaimedError, ClosedCaseError, NotHolderError, UnknownCaseError
from desk.cases.models import Case, CaseEvent, EventKind, State
from desk.cases.queue import visible_cases
from desk.counsellors.models import Counsellor
from desk.teams.models import Role
from desk.teams.rights import rights


def locked(case_id: UUID) -> Case:
    """The case, its row locked until the transaction ends.

    SQLite has no row locks; there, the transaction itself already holds the only write lock.

    Raises:
        UnknownCaseError: If there is none.
        TransactionManagementError: Outside a transaction.
    """
    try:
        return Case.objects.select_for_update().get(pk=case_id)
    except Case.DoesNotExist:
        raise UnknownCaseError from None


def locked_for(case_id: UUID, counsellor: Counsellor) -> Case:
    """The locked case, if this counsellor may see it.

    Raises:
        UnknownCaseError: If there is none, or it is another team's.
    """
    if not visible_cases(counsellor).filter(pk=case_id).exists():
        raise UnknownCaseError
    return locked(case_id)


def held(case_id: UUID, counsellor: Counsellor) -> Case:
    """The locked case, if this counsellor is the one who answers it.

    Raises:
        UnknownCaseError: If there is none.
        AlreadyClaimedError: If a colleague holds it.
        ClosedCaseError: If nobody answers it any more.
        NotHolderError: If it waits for somebody to take it.
    """
    case = locked_for(case_id, counsellor)
    if not case.is_open:
        raise ClosedCaseError
    if case.holder is None:
        raise NotHolderError
    if case.holder_id != counsellor.pk:
        raise AlreadyClaimedError(case.holder.get_full_name())
    return case


def answerable(case_id: UUID, counsellor: Counsellor) -> Case:
    """The locked case, if this counsellor may write to its newcomer.

    That is the holder of an active case, and of a closed one to which late words came in: the
    newcomer wrote them to a person and must not be left without an answer.

    Raises:
        UnknownCaseError: If there is none.
        AlreadyClaimedError: If a colleague holds it.
        ClosedCaseError: If nobody answers it any more.
        NotHolderError: If it waits for somebody to take it.
    """
    case = locked_for(case_id, counsellor)
    if case.wrote_after_closing and case.holder_id == counsellor.pk:
        return case
    return held(case_id, counsellor)


def movable(case_id: UUID, counsellor: Counsellor) -> Case:
    """The locked open case, if this counsellor may decide who answers it.

    That is the holder or a lead of its team; of a case that nobody holds, everybody may.

    Raises:
        UnknownCaseError: If there is none.
        ClosedCaseError: If nobody answers it any more.
        AlreadyClaimedError: If a colleague holds it.
    """
    case = locked_for(case_id, counsellor)
    if not case.is_open:
        raise ClosedCaseError
    if case.holder is None or case.holder_id == counsellor.pk or leads(case, counsellor):
        return case
    raise AlreadyClaimedError(case.holder.get_full_name())


def leads(case: Case, counsellor: Counsellor) -> bool:
    """Whether this counsellor leads the team of a case."""
    return case.team_id in rights(counsellor).teams[Role.LEAD]


def mended(case_id: UUID, counsellor: Counsellor) -> Case:
    """The locked case, if this counsellor may decide about its failed deliveries.

    That is whoever holds or closed it; of a case that nobody holds, everybody may.

    Raises:
        UnknownCaseError: If there is none.
        AlreadyClaimedError: If a colleague holds it.
    """
    case = locked_for(case_id, counsellor)
    if case.holder is not None and case.holder_id != counsellor.pk:
        raise AlreadyClaimedError(case.holder.get_full_name())
    return case


def record(
    case: Case, kind: EventKind, counsellor: Counsellor | None = None, *, note: str = ""
) -> CaseEvent:
    """Note in the transcript what happened, behind the last message there is."""
    last = case.messages.order_by("-id").values_list("id", flat=True).first()
    return CaseEvent.objects.create(
        case=case, kind=kind, counsellor=counsellor, note=note, after_message=last or 0
    )


def is_taken_by(case: Case, counsellor: Counsellor) -> bool:
    """Whether this counsellor answers the case already."""
    return case.state == State.ACTIVE and case.holder_id == counsellor.pk
