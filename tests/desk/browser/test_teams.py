from __future__ import annotations

import pytest
from playwright.sync_api import expect

from desk.audit.log import log
from desk.audit.models import Kind
from desk.cases.actions.claim import claim
from desk.cases.models import Transfer
from desk.teams.models import Membership, Organisation, Role, RoutingRule, Team
from desk.teams.models.organisation import default_team
from tests.desk.browser.test_browser import ask_for_news, violations


@pytest.fixture
def stranger(db) -> Team:
    organisation = Organisation.objects.create(name="Employment service")
    team = Team.objects.create(organisation=organisation, name="Antwerp")
    RoutingRule.objects.create(team=team, needs=["job-services"], regions=["flanders"])
    return team


def test_a_case_is_handed_over_with_keys_alone_and_the_answer_shows_by_itself(
    opened, counsellor, stranger, open_page
) -> None:
    from desk.cases.actions.transfer import answer_transfer

    case = claim(opened().id, counsellor)
    page = open_page(f"/cases/{case.id}/")
    page.get_by_role("link", name="Hand over to another team").press("Enter")
    assert violations(page) == []
    page.get_by_label("To which team?").focus()
    page.keyboard.type("Antwerp")
    page.get_by_role("button", name="Hand over").press("Enter")
    expect(page.locator("#team")).to_contain_text("There is no answer yet")
    assert violations(page) == []

    answer_transfer(case.id, Transfer.objects.get().pk, agreed=False)
    ask_for_news(page)

    expect(page.locator("#team")).not_to_contain_text("There is no answer yet")
    expect(page.locator("#transcript")).to_contain_text("wants to stay with this organisation")


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("/teams/?need=job-services&region=flanders&language=ar", "dark"), ("/audit/", "light")],
)
def test_the_pages_of_teams_and_audit_are_accessible(
    counsellor, stranger, open_page, address: str, scheme: str
) -> None:
    Membership.objects.create(counsellor=counsellor, team=default_team(), role=Role.ADMINISTRATOR)
    log(Kind.EXPORTED, actor=counsellor)
    page = open_page(address, color_scheme=scheme)
    assert violations(page) == []


def test_a_lead_changes_hours_and_days_by_keys_alone(counsellor, open_page) -> None:
    team = default_team()
    Membership.objects.create(counsellor=counsellor, team=team, role=Role.LEAD)
    page = open_page("/teams/", viewport={"width": 360, "height": 740})
    page.get_by_role("link", name="Change").press("Enter")
    expect(page.locator("div.notice")).to_contain_text("Counsellors are there now.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.get_by_label("Monday 1, from").fill("12:00")
    page.get_by_label("Monday 1, until").fill("09:00")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_label("Monday 1, until")).to_be_focused()
    expect(page.locator(".day").first).to_contain_text("The end must be later than the start.")
    assert violations(page) == []

    page.keyboard.type("0500PM")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The hours are kept.")
    expect(page.locator("main")).to_contain_text("Monday 12:00–17:00")

    page.get_by_label("Name").fill("Team day")
    page.get_by_label("First day").fill("2999-12-24")
    page.get_by_label("Name").press("Enter")
    expect(page.locator(".closures")).to_contain_text("Tue, 24 Dec 2999")
    assert violations(page) == []
    page.get_by_role("button", name="Open again").press("Enter")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".closures")).to_contain_text("Team day")


def test_a_narrow_window_scrolls_tables_and_not_the_page(counsellor, stranger, open_page) -> None:
    page = open_page("/teams/", viewport={"width": 360, "height": 740})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
