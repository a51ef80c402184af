from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from desk.cases.actions.claim import claim
from desk.cases.models import Case, Message


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "active", "holder": None},
        {"state": "resolved", "outcome": ""},
        {"outcome": "answered"},
    ],
)
def test_the_database_refuses_a_case_that_makes_no_sense(opened, wrong) -> None:
    case = opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**wrong)


def test_the_database_refuses_a_waiting_case_with_a_holder(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="waiting")


def test_the_database_refuses_a_message_twice_and_a_nameless_counsellor(opened) -> None:
    case = opened(messages=1)
    known = case.messages.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(
            case=case,
            message_id=known.message_id,
            author="bot",
            text="",
            language="ar",
            at=known.at,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=known.pk).update(author="counsellor")
