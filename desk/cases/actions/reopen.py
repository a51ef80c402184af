"""A counsellor takes the end of a case back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from desk.cases.actions.locking import locked_for, record
from desk.cases.errors import AlreadyClaimedError, CaseError
from desk.cases.models import Case, EventKind, State
from desk.counsellors.models import Counsellor
from desk.delivery.models import Delivery, DeliveryState


@transaction.atomic
def reopen(case_id: UUID, counsellor: Counsellor) -> Case:
    """Make a case active again, as long as the bot has not been told that it ended.

    The news of the end rests in the outbox for a few seconds; while it is there and no courier has
    it in hand, the newcomer has noticed nothing and never will.

    Raises:
        CaseError: If the case is unknown, a colleague closed it, or the bot knows already.
    """
    case = locked_for(case_id, counsellor)
    if case.holder is not None and case.holder_id != counsellor.pk:
        raise AlreadyClaimedError(case.holder.get_full_name())
    untold = Delivery.objects.filter(
        case=case,
        message__isnull=True,
        payload__state=State.RESOLVED.value,
        state=DeliveryState.QUEUED,
        attempts=0,
        leased_until__isnull=True,
    )
    if case.state != State.RESOLVED or not untold.delete()[0]:
        raise CaseError(
            _("It is too late to take this back."), _("The newcomer knows that the case is closed.")
        )
    case.state = State.ACTIVE
    case.outcome = ""
    case.closed_at = None
    case.save(update_fields=["state", "outcome", "closed_at"])
    record(case, EventKind.REOPENED, counsellor)
    return case
