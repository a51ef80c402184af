"""Put a label on a case, and take it off."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from desk.cases.actions.locking import locked_for
from desk.cases.errors import CaseError
from desk.cases.text_safety import neutral
from desk.cases.transcript import storable
from desk.counsellors.models import Counsellor
from desk.labels.models import LONGEST, CaseLabel, Label

#: Labels on one case; more tell nothing any more.
MOST = 12


@transaction.atomic
def put_label(case_id: UUID, counsellor: Counsellor, name: str) -> Label:
    """Put a label on a case; a name that nobody used before makes a new label.

    Raises:
        CaseError: If the case is unknown, the name empty or too long, or the case has too many.
    """
    words = " ".join(neutral(storable(name)).split())
    if not words or len(words) > LONGEST:
        raise CaseError(
            _("A label is a word or two."),
            _("Write 1 to %(limit)d characters.") % {"limit": LONGEST},
        )
    case = locked_for(case_id, counsellor)
    label, _new = Label.objects.get_or_create(folded=words.casefold(), defaults={"name": words})
    if CaseLabel.objects.filter(case=case).exclude(label=label).count() >= MOST:
        raise CaseError(_("This case has many labels already."), _("Take one off first."))
    CaseLabel.objects.get_or_create(case=case, label=label, defaults={"counsellor": counsellor})
    return label


@transaction.atomic
def take_label_off(case_id: UUID, counsellor: Counsellor, label_id: int) -> Label | None:
    """Take a label off a case; returns it, or ``None`` if it was not there.

    Raises:
        UnknownCaseError: If there is no such case.
    """
    case = locked_for(case_id, counsellor)
    found = CaseLabel.objects.select_related("label").filter(case=case, label_id=label_id).first()
    if found is None:
        return None
    found.delete()
    return found.label
