from __future__ import annotations

import pytest

from desk.audit.models import Entry, Kind
from desk.cases.actions.claim import claim
from desk.cases.actions.resolve import resolve
from desk.cases.actions.transfer import answer_transfer, take_back, transfer
from desk.cases.errors import AlreadyClaimedError, ClosedCaseError, TransferError
from desk.cases.models import EventKind, Outcome, State, TransferState
from desk.cases.queue import visible_cases
from desk.delivery.models import Delivery
from desk.teams.models import Membership, Organisation, Role, Team
from desk.teams.models.organisation import default_team
from tests.desk.conftest import add_counsellor


@pytest.fixture
def sister(db) -> Team:
    return Team.objects.create(organisation=default_team().organisation, name="Sister")


@pytest.fixture
def stranger(db) -> Team:
    organisation = Organisation.objects.create(name="Employment service")
    return Team.objects.create(organisation=organisation, name="Antwerp")


@pytest.fixture
def held(opened, counsellor):
    return claim(opened().id, counsellor)


def payloads(case) -> list[dict]:
    return [row.payload for row in Delivery.objects.filter(case=case).order_by("id")]


def test_within_the_organisation_a_case_moves_at_once(held, counsellor, sister) -> None:
    assert transfer(held.id, counsellor, to=sister, note="speaks Arabic") is None
    held.refresh_from_db()
    assert (held.team, held.state, held.holder) == (sister, State.WAITING, None)
    assert "to" not in payloads(held)[-1]
    event = held.events.last()
    assert event.kind == EventKind.MOVED
    assert event.note == "Counsellors (Fanal) → Sister (Fanal)\nspeaks Arabic"
    assert payloads(held)[-1]["state"] == "waiting"
    assert not visible_cases(counsellor).filter(pk=held.pk).exists()
    assert Entry.objects.filter(kind=Kind.CASE_MOVED, case_id=held.pk).exists()


def test_another_organisation_asks_the_newcomer_first(held, counsellor, stranger, wire) -> None:
    asked = transfer(held.id, counsellor, to=stranger)
    held.refresh_from_db()
    assert (held.team, held.state, held.holder) == (default_team(), State.ACTIVE, counsellor)
    event, sample = payloads(held)[-1], wire("desk_event_transfer")
    assert event.keys() == sample.keys()
    assert (event["type"], event["to"]) == ("transfer", sample["to"])
    assert event["transfer"] == str(asked.pk)
    with pytest.raises(TransferError):
        transfer(held.id, counsellor, to=stranger)


def test_yes_moves_the_case_with_its_note(held, counsellor, stranger, wire) -> None:
    asked = transfer(held.id, counsellor, to=stranger, note="needs an adviser for work")
    answer_transfer(held.id, asked.pk, agreed=True)
    held.refresh_from_db()
    assert (held.team, held.state) == (stranger, State.WAITING)
    assert "needs an adviser" in held.events.last().note
    event, sample = payloads(held)[-1], wire("desk_event_moved")
    assert event.keys() == sample.keys()
    assert (event["state"], event["to"]) == ("waiting", sample["to"])


def test_no_keeps_the_case_where_it_is(held, counsellor, stranger) -> None:
    asked = transfer(held.id, counsellor, to=stranger)
    answer_transfer(held.id, asked.pk, agreed=False)
    held.refresh_from_db()
    asked.refresh_from_db()
    assert (held.team, held.holder, asked.state) == (
        default_team(), counsellor, TransferState.REFUSED
    )  # fmt: skip
    assert held.events.last().kind == EventKind.REFUSED_TO_MOVE


def test_an_answer_to_a_question_taken_back_changes_nothing(held, counsellor, stranger) -> None:
    asked = transfer(held.id, counsellor, to=stranger)
    take_back(held.id, counsellor)
    answer_transfer(held.id, asked.pk, agreed=True)
    held.refresh_from_db()
    assert held.team == default_team()


def test_an_answer_after_the_end_changes_nothing(held, counsellor, stranger) -> None:
    asked = transfer(held.id, counsellor, to=stranger)
    resolve(held.id, counsellor, outcome=Outcome.ANSWERED)
    answer_transfer(held.id, asked.pk, agreed=True)
    held.refresh_from_db()
    assert (held.team, held.state) == (default_team(), State.RESOLVED)
    with pytest.raises(ClosedCaseError):
        transfer(held.id, counsellor, to=stranger)


def test_only_the_holder_or_a_lead_moves_a_held_case(held, colleague, counsellor, sister) -> None:
    with pytest.raises(AlreadyClaimedError):
        transfer(held.id, colleague, to=sister)
    Membership.objects.create(counsellor=colleague, team=default_team(), role=Role.LEAD)
    assert transfer(held.id, colleague, to=sister) is None


def test_a_lead_of_another_team_moves_nothing_here(opened, counsellor, sister, stranger) -> None:
    case = claim(opened().id, counsellor)
    lead = add_counsellor("lea", team=stranger, role=Role.LEAD, display_name="Lea")
    Membership.objects.create(counsellor=lead, team=default_team(), role=Role.COUNSELLOR)
    with pytest.raises(AlreadyClaimedError):
        transfer(case.id, lead, to=sister)


@pytest.mark.parametrize("change", [{"is_active": False}, None])
def test_a_case_goes_to_another_team_that_takes_cases(held, counsellor, sister, change) -> None:
    to = default_team() if change is None else sister
    Team.objects.filter(pk=sister.pk).update(**(change or {"is_active": True}))
    to.refresh_from_db()
    with pytest.raises(TransferError):
        transfer(held.id, counsellor, to=to)
