"""Write down what a person agreed to, and that they no longer do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.cases.models import Case, Reason
from desk.cases.models.case import not_in_future
from desk.counsellors.models import Counsellor
from desk.privacy.models import Consent, Purpose, version_of


@dataclass(frozen=True, slots=True)
class Agreed:
    """The sentence that a person said yes to; empty if nobody recorded it."""

    text: str
    language: str
    at: datetime


def record_shared(case: Case, agreed: Agreed) -> None:
    """The agreement that opened a case; written down once.

    Nobody was asked where danger opened a case at once: then there is none to write down.
    """
    if case.reason == Reason.URGENT and not agreed.text:
        return
    Consent.objects.get_or_create(
        case=case,
        purpose=Purpose.SHARE,
        defaults={
            "text": agreed.text,
            "version": version_of(agreed.text),
            "language": agreed.language,
            "given_at": not_in_future(agreed.at),
        },
    )


def statistics_question() -> str:
    """What a counsellor asks, in the language of the page."""
    return _(
        "May we count your situation in statistics, without your name or anything that tells who "
        "you are?"
    )


@transaction.atomic
def agree_to_statistics(case: Case, counsellor: Counsellor) -> None:
    """The newcomer said yes in the talk; the English wording is what the version is made of."""
    with override("en"):
        text = statistics_question()
    Consent.objects.get_or_create(
        case=case,
        purpose=Purpose.STATISTICS,
        withdrawn_at=None,
        defaults={
            "text": text,
            "version": version_of(text),
            "language": case.language,
            "given_at": timezone.now(),
            "recorded_by": counsellor,
        },
    )


def withdraw_statistics(case: Case) -> None:
    """The newcomer no longer wants it."""
    agreed = Consent.objects.filter(case=case, purpose=Purpose.STATISTICS, withdrawn_at=None)
    agreed.update(withdrawn_at=timezone.now())
