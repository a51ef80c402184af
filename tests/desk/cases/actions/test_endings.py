"""Hand back, resolve, acknowledge, withdraw: how a case leaves a counsellor."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desk.cases.actions.acknowledge import acknowledge
from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.hand_back import hand_back
from desk.cases.actions.reply import reply
from desk.cases.actions.resolve import resolve
from desk.cases.actions.withdraw import withdraw
from desk.cases.errors import AlreadyClaimedError, ClosedCaseError, NotHolderError
from desk.cases.models import EventKind, Outcome, State
from desk.cases.queue import position
from desk.delivery.models import Delivery
from desk.teams.models import Membership, Role


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


def test_a_lead_gives_back_what_an_absent_colleague_holds(opened, counsellor, colleague) -> None:
    case = claim(opened().id, counsellor)
    Membership.objects.create(counsellor=colleague, team=case.team, role=Role.LEAD)

    back = hand_back(case.id, colleague)

    assert (back.state, back.holder) == (State.WAITING, None)
    assert back.events.last().counsellor == colleague
    told = Delivery.objects.filter(case=case).last()
    assert told.payload["counsellor"]["name"] == counsellor.get_full_name()


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


def test_late_words_are_put_aside_only_where_there_are_some(
    opened, said, counsellor, colleague
) -> None:
    case = claim(opened().id, counsellor)
    with pytest.raises(ClosedCaseError):
        acknowledge(case.id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    with pytest.raises(ClosedCaseError):
        acknowledge(case.id, counsellor)

    append_messages(case.id, [said()])
    with pytest.raises(ClosedCaseError):
        acknowledge(case.id, colleague)
    done = acknowledge(case.id, counsellor)

    assert not done.wrote_after_closing
    assert states_told(done) == ["active", "resolved"]


def test_an_answer_to_late_words_leaves_the_case_closed(opened, said, counsellor) -> None:
    case = claim(opened().id, counsellor)
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    append_messages(case.id, [said()])

    reply(case.id, counsellor, reply_id=uuid4(), text="Graag gedaan.", language="nl")

    case.refresh_from_db()
    assert (case.state, case.wrote_after_closing) == (State.RESOLVED, False)
    with pytest.raises(ClosedCaseError):
        reply(case.id, counsellor, reply_id=uuid4(), text="Nog iets.", language="nl")
