from __future__ import annotations

from datetime import time

import pytest
from django.utils import timezone

from desk.cases.actions.claim import claim
from desk.cases.actions.transfer import answer_transfer
from desk.cases.models import Case, State, Transfer
from desk.teams.models import Membership, OpeningTime, Organisation, Role, RoutingRule, Team
from desk.teams.models.organisation import default_team
from tests.desk.conftest import add_counsellor, logged_in


@pytest.fixture
def sister(db) -> Team:
    return Team.objects.create(organisation=default_team().organisation, name="Sister")


@pytest.fixture
def stranger(db) -> Team:
    organisation = Organisation.objects.create(name="Employment service")
    return Team.objects.create(organisation=organisation, name="Antwerp")


def test_a_case_is_handed_over_within_the_organisation_at_once(
    page, opened, counsellor, sister
) -> None:
    case = claim(opened().id, counsellor)
    answer = page.post(f"/cases/{case.id}/transfer", {"team": sister.pk, "note": "x"}, follow=True)
    assert "The case is with Sister (Fanal) now." in answer.content.decode()
    case.refresh_from_db()
    assert (case.team, case.state) == (sister, State.WAITING)
    assert page.get(f"/cases/{case.id}/").status_code == 404


def test_the_question_to_the_newcomer_is_shown_until_it_is_answered(
    page, opened, counsellor, stranger
) -> None:
    case = claim(opened().id, counsellor)
    assert "Hand over" in page.get(f"/cases/{case.id}/").content.decode()
    page.post(f"/cases/{case.id}/transfer", {"team": stranger.pk})
    shown = page.get(f"/cases/{case.id}/").content.decode()
    assert "Ayşe asked the newcomer whether Antwerp (Employment service)" in shown
    answer_transfer(case.id, Transfer.objects.get().pk, agreed=False)
    assert "no answer yet" not in page.get(f"/cases/{case.id}/team").content.decode()


def test_the_question_can_be_taken_back(page, opened, counsellor, stranger) -> None:
    case = claim(opened().id, counsellor)
    page.post(f"/cases/{case.id}/transfer", {"team": stranger.pk})
    page.post(f"/cases/{case.id}/transfer/back")
    assert Transfer.objects.get().state == "cancelled"


@pytest.mark.parametrize("team", ["", "999999", "x"])
def test_a_team_that_is_none_is_refused(page, opened, counsellor, sister, team: str) -> None:
    case = claim(opened().id, counsellor)
    answer = page.post(f"/cases/{case.id}/transfer", {"team": team})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"team"}


def test_other_organisations_stand_apart_in_the_list(page, opened, sister, stranger) -> None:
    shown = page.get(f"/cases/{opened().id}/transfer").content.decode()
    assert shown.index("Sister") < shown.index("the newcomer is asked first")
    assert "Counsellors</option>" not in shown


def test_whose_turn_it_is_is_shown(page, opened, counsellor, colleague) -> None:
    Team.objects.update(distribution="round_robin")
    assert "Your turn" in page.get(f"/cases/{opened(language='ar').id}/").content.decode()


def test_the_queue_shows_whose_turn_it_is_and_what_is_late(page, opened, counsellor) -> None:
    Team.objects.update(distribution="round_robin")
    case = opened(language="ar")
    assert "Turn of Ayşe" in page.get("/").content.decode()
    assert "Nobody took it in time" not in page.get("/").content.decode()
    Case.objects.filter(pk=case.pk).update(escalated_at=timezone.now())
    assert "Nobody took it in time" in page.get("/").content.decode()
    claim(case.id, counsellor)
    shown = page.get("/").content.decode()
    assert "Turn of" not in shown
    assert "Nobody took it in time" not in shown


def test_the_teams_page_explains_where_a_case_would_go(page, sister) -> None:
    RoutingRule.objects.create(team=sister, regions=["brussels"], languages=["ar"])
    shown = page.get("/teams/", {"region": "brussels", "language": "tr"}).content.decode()
    assert "does not fit: another language" in shown
    assert "no rule fits" in shown
    fitting = page.get("/teams/", {"region": "brussels", "language": "ar"})
    assert fitting.context["route"].team == sister


def test_nonsense_in_the_address_is_taken_as_unknown(page) -> None:
    answer = page.get("/teams/", {"region": "<script>", "language": "zz"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.fixture
def administrator(db):
    return add_counsellor("eva", role=Role.ADMINISTRATOR, password="x", display_name="Eva")


def test_an_administrator_keeps_the_own_organisation_only(administrator, stranger) -> None:
    other = add_counsellor("omar", team=stranger, display_name="Omar")
    browser = logged_in(administrator)
    assert browser.get(f"/admin/counsellors/counsellor/{other.pk}/change/").status_code == 302
    assert browser.get(f"/admin/teams/team/{stranger.pk}/change/").status_code == 302
    assert browser.get(f"/admin/teams/team/{default_team().pk}/change/").status_code == 200
    assert browser.get("/admin/teams/routingrule/").status_code == 403
    assert browser.get("/admin/teams/organisation/").status_code == 403


def test_an_administrator_makes_no_operator(administrator, counsellor) -> None:
    browser = logged_in(administrator)
    address = f"/admin/counsellors/counsellor/{counsellor.pk}/change/"
    membership = counsellor.memberships.get()
    browser.post(
        address,
        {
            "username": "ayse",
            "display_name": "Ayşe",
            "is_active": "on",
            "is_superuser": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "1",
            "memberships-0-id": membership.pk,
            "memberships-0-counsellor": counsellor.pk,
            "memberships-0-team": membership.team_id,
            "memberships-0-role": "lead",
        },
    )
    counsellor.refresh_from_db()
    assert counsellor.is_superuser is False
    assert counsellor.memberships.get().role == Role.LEAD


def test_an_administrator_gives_no_role_in_another_organisation(
    administrator, counsellor, stranger
) -> None:
    browser = logged_in(administrator)
    browser.post(
        f"/admin/counsellors/counsellor/{counsellor.pk}/change/",
        {
            "username": "ayse",
            "display_name": "Ayşe",
            "is_active": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-team": stranger.pk,
            "memberships-0-role": "administrator",
        },
    )
    assert not Membership.objects.filter(team=stranger).exists()


def test_a_team_has_no_stand_in_of_another_organisation(administrator, stranger) -> None:
    team = default_team()
    team.fallback = stranger
    with pytest.raises(Exception, match="same organisation"):
        team.full_clean()


def test_days_in_a_row_with_the_same_hours_share_a_line(page) -> None:
    team = default_team()
    for day in (0, 1, 2, 4):
        for opens, closes in ((time(9), time(12)), (time(13), time(17))):
            OpeningTime.objects.create(team=team, weekday=day, opens=opens, closes=closes)
    [row] = page.get("/teams/").context["teams"]
    assert row.hours == (
        "Monday – Wednesday 09:00–12:00, 13:00–17:00",
        "Friday 09:00–12:00, 13:00–17:00",
    )
