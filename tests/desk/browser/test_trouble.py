"""When something goes wrong while a counsellor writes, the page says so and the words stay."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from desk.cases.actions.claim import claim
from desk.cases.actions.hand_back import hand_back
from desk.cases.actions.resolve import resolve
from desk.cases.models import Case, Outcome
from desk.teams.models import Membership, Organisation, Role, Team
from tests.desk.browser.test_browser import ask_for_news

WORDS = "Goedendag, ik kijk het na"


@pytest.fixture
def case(opened, counsellor) -> Case:
    return claim(opened().id, counsellor)


@pytest.fixture
def writing(case: Case, open_page) -> Page:
    """A page on which a reply is being written."""
    page = open_page(case.get_absolute_url(), refused=True)
    with page.expect_response("**/draft"):
        page.locator("#reply-text").fill(WORDS)
    return page


def test_a_reply_that_did_not_go_out_is_told_and_can_be_sent_again(writing: Page) -> None:
    """It looked as if nothing had happened, and "Draft saved." stood beside it."""
    writing.route("**/reply", lambda route: route.abort())
    writing.locator("#reply-text").press("Control+Enter")
    expect(writing.locator("#trouble [data-trouble=line]")).to_be_visible()
    expect(writing.locator("#reply-text")).to_have_value(WORDS)

    writing.unroute("**/reply")
    writing.locator("#reply-text").press("Control+Enter")
    expect(writing.locator(".from-counsellor .text")).to_have_text(WORDS)
    expect(writing.locator("#trouble [data-trouble=line]")).to_be_hidden()


def test_words_written_while_the_reply_is_on_its_way_stay(writing: Page) -> None:
    """The new, empty field took them away."""
    on_its_way: list[Route] = []

    def hold(route: Route) -> None:
        on_its_way.append(route)

    writing.route("**/reply", hold)
    with writing.expect_request("**/reply"):
        writing.locator("#reply-text").press("Control+Enter")
    writing.keyboard.type("And one more")
    on_its_way[0].continue_()
    expect(writing.locator(".from-counsellor .text")).to_have_text(WORDS)
    expect(writing.locator("#reply-text")).to_have_value("And one more")


def test_who_is_signed_out_reads_so_and_keeps_the_words(writing: Page) -> None:
    """The login page was put into the place of the reply."""
    writing.context.clear_cookies(name="sessionid")
    writing.locator("#reply-text").press("Control+Enter")
    expect(writing.get_by_role("alert").get_by_role("link", name="Sign in")).to_be_visible()
    expect(writing.locator("#reply-text")).to_have_value(WORDS)


def test_a_case_that_leaves_the_team_leaves_the_words_behind(writing: Page, case: Case) -> None:
    case.team = Team.objects.create(
        organisation=Organisation.objects.create(name="Elsewhere"), name="There"
    )
    case.save()
    ask_for_news(writing)
    expect(writing.get_by_role("alert")).to_contain_text("not with your teams any more")
    expect(writing.locator("#reply-text")).to_have_value(WORDS)


def test_a_case_taken_out_of_ones_hands_leaves_the_words_to_copy(
    writing: Page, case: Case, counsellor
) -> None:
    expect(writing.locator("#kept-words")).to_be_hidden()
    hand_back(case.id, counsellor)
    ask_for_news(writing)
    expect(writing.locator("#claim")).to_be_visible()
    expect(writing.locator("#kept-words")).to_have_value(WORDS)


def test_words_for_a_case_that_was_closed_meanwhile_stay_to_copy(
    writing: Page, case: Case, counsellor
) -> None:
    resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
    writing.locator("#reply-text").press("Control+Enter")
    expect(writing.locator("#unsent")).to_have_value(WORDS)
    ask_for_news(writing)
    expect(writing.locator("#kept-words")).to_have_value(WORDS)
    expect(writing.locator("#beside")).to_be_hidden()


def test_who_signed_in_anew_elsewhere_is_told_to_load_the_page(writing: Page) -> None:
    writing.context.clear_cookies(name="csrftoken")
    writing.locator("#reply-text").press("Control+Enter")
    expect(writing.get_by_role("alert")).to_contain_text("This page was open too long.")
    expect(writing.locator("#reply-text")).to_have_value(WORDS)


def test_a_lead_can_take_a_case_out_of_a_colleagues_hands(case: Case, colleague, open_page) -> None:
    """The style sheet hid the whole panel from everybody but the holder."""
    Membership.objects.create(counsellor=colleague, team=case.team, role=Role.LEAD)
    page = open_page(case.get_absolute_url(), who=colleague)
    expect(page.get_by_role("link", name="Hand over to another team")).to_be_visible()
    page.get_by_text("Give back to the queue").first.click()
    page.locator(".ending[open] button.primary").click()
    expect(page.locator(".notices")).to_contain_text("The case is back in the queue.")
