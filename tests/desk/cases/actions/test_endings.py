"""Hand back, resolve, reopen, withdraw: how a case leaves a counsellor."""

from __future__ import annotations

import pytest

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.hand_back import hand_back
from desk.cases.actions.reopen import reopen
from desk.cases.actions.resolve import resolve
from desk.cases.actions.withdraw import withdraw
from desk.cases.errors import AlreadyClaimedError, ClosedCaseError, NotHolderError
from desk.cases.models import EventKind, Outcome, State
from desk.cases.queue import position
from desk.delivery.models import Delivery


def states_told(case) -> list[str]:
    return [row.payload["state"] for row in Delivery.objects.filter(case=case)]


def test_a_case_given_back_waits_at_its_old_place_with_the_note(
    opened, counsellor, colleague
) -> None:
    case = opened(minutes_ago=30)
    opened(minutes_ago=20)
    claim(case.id, counsellor)

    back = hand_back(case.id, counsellor, note="Speaks better French.")

    assert (back.state, back.holder, position(back)) == (State.WAITING, None, 1)
    assert back.events.last().note == "Speaks better French."
    assert states_told(back) == ["active", "waiting"]
    assert claim(case.id, colleague).holder == colleague


def test_a_resolved_case_says_how_it_ended(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)

    done = resolve(case.id, counsellor, outcome=Outcome.REFERRED, note="To the VDAB.")

    assert (done.state, done.outcome, done.holder) == (State.RESOLVED, "referred", counsellor)
    assert done.closed_at is not None
    assert states_told(done) == ["active", "resolved"]


@pytest.mark.parametrize(
    "ending",
    [
        lambda case, person: hand_back(case.id, person),
        lambda case, person: resolve(case.id, person, outcome=Outcome.OTHER),
    ],
)
def test_only_the_holder_ends_a_case(opened, counsellor, colleague, ending) -> None:
    waiting, held = opened(), claim(opened().id, counsellor)
    with pytest.raises(NotHolderError):
        ending(waiting, counsellor)
    with pytest.raises(AlreadyClaimedError, match="Ayşe"):
        ending(held, colleague)
    ending(held, counsellor)
    with pytest.raises((ClosedCaseError, NotHolderError)):
        ending(held, counsellor)


def test_withdrawing_twice_is_the_same_as_once_and_tells_the_bot_nothing(opened) -> None:
    case = opened()
    withdraw(case.id)
    again = withdraw(case.id)

    assert (again.state, position(again)) == (State.WITHDRAWN, None)
    assert again.events.filter(kind=EventKind.WITHDRAWN).count() == 1
    assert states_told(again) == []


def test_a_resolved_case_stays_resolved_when_it_is_withdrawn(opened, counsellor) -> None:
    case = claim(opened().id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)

    assert withdraw(case.id).state == State.RESOLVED


def test_a_case_is_taken_up_again_only_after_new_words(opened, said, counsellor, colleague) -> None:
    case = claim(opened().id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    with pytest.raises(ClosedCaseError):
        reopen(case.id, colleague)

    append_messages(case.id, [said()])
    again = reopen(case.id, colleague)

    assert (again.state, again.holder, again.outcome) == (State.ACTIVE, colleague, "")
    assert again.wants_reply
    assert states_told(again) == ["active", "resolved", "active"]
    with pytest.raises(AlreadyClaimedError):
        reopen(case.id, counsellor)
