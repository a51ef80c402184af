from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from desk.cases.actions.claim import claim
from desk.cases.actions.open_case import open_case
from desk.cases.models import Case, State


def test_a_new_case_waits_with_its_messages(db, new_case) -> None:
    case, created = open_case(new_case(messages=3))

    assert created
    assert case.state == State.WAITING
    assert [message.text for message in case.messages.all()] == ["words 0", "words 1", "words 2"]


def test_a_known_case_stays_as_it_is_and_gains_only_new_messages(
    new_case, counsellor, said
) -> None:
    new = new_case(messages=2)
    open_case(new)
    claim(new.id, counsellor)

    case, created = open_case(replace(new, language="fr", messages=(*new.messages, said("later"))))

    assert not created
    assert (case.state, case.language) == (State.ACTIVE, "ar")
    assert [message.text for message in case.messages.all()] == ["words 0", "words 1", "later"]
    assert Case.objects.count() == 1


def test_a_clock_that_runs_ahead_does_not_open_a_case_in_the_future(db, new_case) -> None:
    case, _ = open_case(new_case(opened_at=timezone.now() + timedelta(days=2)))

    assert case.opened_at <= timezone.now()
