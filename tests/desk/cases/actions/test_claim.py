from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.errors import AlreadyClaimedError, CaseError, ClosedCaseError, UnknownCaseError
from desk.cases.models import Case, Outcome, State
from desk.counsellors.models import Counsellor
from desk.delivery.models import Delivery
from tests.desk.conftest import add_counsellor


def test_makes_the_case_active_and_tells_the_bot(opened, counsellor: Counsellor, wire) -> None:
    case = claim(opened().id, counsellor)

    assert (case.state, case.holder) == (State.ACTIVE, counsellor)
    event = Delivery.objects.get(case=case).payload
    sample = wire("desk_event_state")
    assert event.keys() == sample.keys()
    assert event["state"] == sample["state"] == "active"
    assert event["counsellor"] == sample["counsellor"]
    assert (event["sender"], event["case"]) == (case.sender, str(case.id))


def test_the_slower_of_two_learns_who_has_the_case(opened, counsellor, colleague) -> None:
    case = opened()
    claim(case.id, counsellor)

    with pytest.raises(AlreadyClaimedError, match="Ayşe has just taken this case"):
        claim(case.id, colleague)

    case.refresh_from_db()
    assert case.holder == counsellor
    assert Delivery.objects.filter(case=case).count() == 1


def test_taking_ones_own_case_again_changes_nothing(opened, counsellor) -> None:
    case = opened()
    claim(case.id, counsellor)
    claim(case.id, counsellor)

    assert case.events.count() == 1
    assert Delivery.objects.filter(case=case).count() == 1


def test_a_closed_case_cannot_be_taken(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)

    with pytest.raises(ClosedCaseError):
        claim(case.id, counsellor)


def test_an_unknown_case_cannot_be_taken(counsellor, some_id) -> None:
    with pytest.raises(UnknownCaseError):
        claim(some_id, counsellor)


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_the_same_moment_exactly_one_wins(new_case: Callable) -> None:
    from desk.cases.actions.open_case import open_case

    case, _ = open_case(new_case())
    people = [add_counsellor(f"c{number}", display_name=f"C{number}") for number in range(8)]
    start = Barrier(len(people))
    won: list[str] = []
    lost: list[CaseError] = []

    def try_it(counsellor: Counsellor) -> None:
        start.wait()
        try:
            claim(case.id, counsellor)
        except CaseError as error:
            lost.append(error)
        else:
            won.append(counsellor.display_name)
        finally:
            connection.close()

    threads = [Thread(target=try_it, args=(counsellor,)) for counsellor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert {error.problem for error in lost} == {f"{won[0]} has just taken this case."}
    assert len(lost) == 7
    stored = Case.objects.select_related("holder").get(pk=case.id)
    assert stored.holder is not None
    assert stored.holder.display_name == won[0]
    assert Delivery.objects.filter(case=case).count() == 1
