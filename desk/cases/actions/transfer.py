"""A case goes to another team, or, if the newcomer agrees, to another organisation."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.actions.locking import locked, movable, record
from desk.cases.assignment import propose
from desk.cases.errors import TransferError
from desk.cases.models import Case, EventKind, State, Transfer, TransferState
from desk.cases.transcript import storable
from desk.cases.wire import destination, state_event, transfer_event
from desk.counsellors.models import Counsellor
from desk.delivery.enqueue import enqueue
from desk.teams.models import Team


@transaction.atomic
def transfer(case_id: UUID, counsellor: Counsellor, *, to: Team, note: str = "") -> Transfer | None:
    """Move an open case to another team; to another organisation, ask the newcomer first.

    Args:
        case_id: The case.
        counsellor: The holder, a lead of its team, or, while nobody holds it, any colleague.
        to: The team that shall answer.
        note: For the colleagues there; newcomers never see it.

    Returns:
        The question to the newcomer; ``None`` when the case has moved already.

    Raises:
        CaseError: If the case is unknown, closed, a colleague's, or cannot go there.
    """
    case = movable(case_id, counsellor)
    if to.pk == case.team_id:
        raise TransferError(_("The case is with this team already."), _("Choose another team."))
    if not to.is_active:
        raise TransferError(_("This team takes no new cases."), _("Choose another team."))
    words = storable(note).strip()
    if to.organisation_id == case.team.organisation_id:
        move(case, to, counsellor, note=words)
        return None
    if case.transfers.filter(state=TransferState.PENDING).exists():
        raise TransferError(
            _("The newcomer was asked already and has not answered yet."),
            _("Wait for the answer, or take the question back."),
        )
    asked = Transfer.objects.create(case=case, to_team=to, asked_by=counsellor, note=words)
    record(case, EventKind.ASKED_TO_MOVE, counsellor, note=str(to))
    enqueue(case, transfer_event(asked, counsellor))
    return asked


def move(case: Case, to: Team, counsellor: Counsellor | None, *, note: str = "") -> None:
    """Put a locked open case into another team's queue; the newcomer keeps the earned place.

    Args:
        case: The case.
        to: Where it goes.
        counsellor: Who moves it; ``None``: the time that was agreed is over.
        note: For the colleagues there.
    """
    came_from, holder = case.team, case.holder
    drop_pending(case)
    case.team = to
    case.state = State.WAITING
    case.holder = None
    case.claimed_at = None
    case.queued_at = timezone.now()
    case.escalated_at = None
    case.proposed_to = None
    case.draft = ""
    case.save()
    way = f"{came_from} → {to}"
    record(case, EventKind.MOVED, counsellor, note=f"{way}\n{note}" if note else way)
    log(Kind.CASE_MOVED, actor=counsellor, case_id=case.pk, source=str(came_from), target=str(to))
    propose(case)
    if holder is not None:
        event = state_event(case, State.WAITING, holder)
        if to.organisation_id != came_from.organisation_id:
            event["to"] = destination(to)
        enqueue(case, event)


@transaction.atomic
def take_back(case_id: UUID, counsellor: Counsellor) -> None:
    """Take the question to the newcomer back; an answer that comes late changes nothing.

    Raises:
        CaseError: If the case is unknown or a colleague's.
    """
    drop_pending(movable(case_id, counsellor))


def drop_pending(case: Case) -> None:
    """Let go of a question that nobody has answered."""
    case.transfers.filter(state=TransferState.PENDING).update(
        state=TransferState.CANCELLED, answered_at=timezone.now()
    )


@transaction.atomic
def answer_transfer(case_id: UUID, transfer_id: UUID, *, agreed: bool) -> Case:
    """What the newcomer said; anything but the first answer to an open question is passed over.

    Raises:
        UnknownCaseError: If there is no such case.
    """
    case = locked(case_id)
    asked = case.transfers.filter(pk=transfer_id, state=TransferState.PENDING).first()
    if asked is None or not case.is_open:
        return case
    asked.state = TransferState.AGREED if agreed else TransferState.REFUSED
    asked.answered_at = timezone.now()
    asked.save(update_fields=["state", "answered_at"])
    record(case, EventKind.AGREED_TO_MOVE if agreed else EventKind.REFUSED_TO_MOVE)
    if agreed:
        move(case, asked.to_team, asked.asked_by, note=asked.note)
    return case
