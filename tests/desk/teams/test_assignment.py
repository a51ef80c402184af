from __future__ import annotations

import pytest

from desk.cases.actions.claim import claim
from desk.cases.actions.hand_back import hand_back
from desk.cases.errors import FullHandsError
from desk.counsellors.models import Counsellor
from desk.teams.models import Distribution, Team
from desk.teams.models.organisation import default_team


@pytest.fixture
def in_turn(db) -> Team:
    team = default_team()
    team.distribution = Distribution.ROUND_ROBIN
    team.save()
    return team


def test_a_team_that_chooses_itself_gets_no_proposals(opened, counsellor) -> None:
    assert opened().proposed_to is None


def test_whoever_writes_the_language_comes_first(in_turn, opened, colleague, counsellor) -> None:
    assert opened(language="ar").proposed_to == counsellor


def test_whoever_knows_the_need_comes_first_among_them(
    in_turn, opened, counsellor, colleague
) -> None:
    colleague.skills = ["diploma-recognition"]
    colleague.save()
    assert opened(language="nl", need="diploma-recognition").proposed_to == colleague


def test_proposals_go_round(in_turn, opened, counsellor, colleague) -> None:
    proposed = {opened(language="nl").proposed_to for _ in range(2)}
    assert proposed == {counsellor, colleague}


def test_full_hands_are_passed_over_except_in_danger(in_turn, opened, counsellor) -> None:
    Counsellor.objects.update(capacity=1)
    assert opened().proposed_to == counsellor
    assert opened().proposed_to is None
    assert opened(urgent=True).proposed_to == counsellor


def test_any_colleague_may_take_what_was_proposed_to_another(
    in_turn, opened, counsellor, colleague
) -> None:
    case = opened(language="ar")
    taken = claim(case.id, colleague)
    assert (taken.holder, taken.proposed_to) == (colleague, None)


def test_nobody_takes_more_than_agreed_except_in_danger(opened, counsellor) -> None:
    counsellor.capacity = 1
    counsellor.save()
    claim(opened().id, counsellor)
    with pytest.raises(FullHandsError):
        claim(opened().id, counsellor)
    assert claim(opened(urgent=True).id, counsellor).holder == counsellor


def test_a_case_given_back_is_proposed_to_somebody_else(
    in_turn, opened, counsellor, colleague
) -> None:
    case = claim(opened(language="ar").id, counsellor)
    given = hand_back(case.id, counsellor)
    assert (given.proposed_to, given.escalated_at) == (colleague, None)
    assert given.queued_at > case.queued_at
