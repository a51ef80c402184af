from __future__ import annotations

from uuid import uuid4

import pytest

from desk.cases.actions.claim import claim
from desk.cases.actions.locking import mended
from desk.cases.actions.reply import reply
from desk.cases.errors import UnknownCaseError
from desk.cases.queue import position, queue, visible_cases
from desk.teams.models import Organisation, Role, RoutingRule, Team
from tests.desk.conftest import add_counsellor, logged_in


@pytest.fixture
def other_team(db) -> Team:
    organisation = Organisation.objects.create(name="Other agency")
    return Team.objects.create(organisation=organisation, name="Brussels")


@pytest.fixture
def other_case(opened, other_team):
    RoutingRule.objects.create(team=other_team, regions=["brussels"])
    return opened(region="brussels")


def test_a_counsellor_sees_the_own_teams_cases_only(opened, other_case, counsellor) -> None:
    mine = opened()
    assert list(visible_cases(counsellor)) == [mine]
    assert [case.pk for case in queue(counsellor).waiting.cases] == [mine.pk]


@pytest.mark.parametrize("action", ["", "news"])
def test_another_teams_case_id_is_as_unknown_as_none(page, other_case, action: str) -> None:
    foreign = page.get(f"/cases/{other_case.id}/{action}")
    unknown = page.get(f"/cases/{uuid4()}/{action}")
    assert foreign.status_code == unknown.status_code == 404


@pytest.mark.parametrize("action", ["claim", "acknowledge", "reply", "hand-back", "resolve"])
def test_nothing_can_be_done_to_another_teams_case(page, other_case, action: str) -> None:
    answer = page.post(f"/cases/{other_case.id}/{action}", {"outcome": "answered"})
    assert answer.status_code == 404
    other_case.refresh_from_db()
    assert other_case.state == "waiting"


def test_the_actions_themselves_refuse_too(other_case, counsellor) -> None:
    for attempt in (
        lambda: claim(other_case.id, counsellor),
        lambda: mended(other_case.id, counsellor),
        lambda: reply(other_case.id, counsellor, reply_id=uuid4(), text="x", language="nl"),
    ):
        with pytest.raises(UnknownCaseError):
            attempt()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_editors_and_administrators_see_no_cases_by_that_role(opened, role: Role) -> None:
    opened()
    assert not visible_cases(add_counsellor("eva", role=role, display_name="Eva")).exists()


def test_two_roles_in_a_team_show_a_case_once(opened, counsellor) -> None:
    counsellor.memberships.create(team=counsellor.memberships.get().team, role=Role.LEAD)
    opened()
    assert visible_cases(counsellor).count() == 1


def test_the_place_in_the_queue_is_that_of_the_team(opened, other_case) -> None:
    assert position(opened(minutes_ago=1)) == 1


def test_a_new_member_sees_the_team_at_once(other_case, other_team, counsellor) -> None:
    browser = logged_in(counsellor)
    assert browser.get(f"/cases/{other_case.id}/").status_code == 404
    counsellor.memberships.create(team=other_team)
    assert browser.get(f"/cases/{other_case.id}/").status_code == 200
