"""Two counsellors in two browsers, ten people who wait, five languages, from queue to resolve."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.reply import reply
from desk.cases.models import Author, Case, Message, State
from desk.delivery.bot import HttpBot
from desk.delivery.courier import Courier
from desk.delivery.models import Delivery, DeliveryState
from tests.desk.browser.test_browser import ask_for_news, violations
from tests.desk.conftest import BOT_TOKEN
from tests.desk.fake_bot import FakeBot

#: Where pictures for the manual go; nowhere unless it is set.
PICTURES = os.environ.get("FANAL_TEST_PICTURES")
TALKS = {
    "ar": ("كم تكلف دورة الاندماج في أنتويرب؟", "إنها مجانية."),
    "uk": ("Де я можу вивчати нідерландську у Генті?", "У центрі для дорослих."),
    "tr": ("Diplomamı Brüksel'de nasıl tanıtırım?", "Başvuru çevrimiçi yapılır."),
    "fa": ("چطور می‌توانم مدرکم را ارزیابی کنم؟", "از راه اینترنت."),
    "fr": ("Je cherche du travail à Liège, qui peut m'aider ?", "Le Forem."),
}
PLACES = {"ar": "Antwerpen", "uk": "Gent", "tr": "Evere", "fa": "Aalst", "fr": "Liège"}


def picture(page: Page, name: str) -> None:
    # The caret is shown: hiding it takes an inline style, which the pages' policy forbids.
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial")


@pytest.fixture
def courier(fake_bot: FakeBot) -> Iterator[Courier]:
    bot = HttpBot(fake_bot.url, BOT_TOKEN, timeout_seconds=5)
    yield Courier(bot, attempts=3, lease_seconds=30)
    bot.close()


@pytest.fixture
def ten(opened, said) -> list[Case]:
    """Two cases in each language, each with an answer of the assistant that did not help."""
    cases = []
    for number in range(10):
        language = list(TALKS)[number % 5]
        question = TALKS[language][0]
        case = opened(
            language=language,
            municipality=PLACES[language],
            minutes_ago=20 - number,
            messages=0,
            urgent=number == 7,
            summary=(
                {"label": "education", "value": "bachelor, 2019"},
                {"label": "languages", "value": "a little English"},
                {"label": "question", "value": question},
            ),
        )
        append_messages(case.id, [said(question, language=language)])
        cases.append(case)
    return cases


def work(page: Page, case: Case, courier: Courier) -> None:
    """One case, from the queue to its end, as its counsellor does it."""
    page.locator(f"#claim-{case.id}").click()
    expect(page.locator("#case-state")).to_contain_text("You answer.")
    reply = TALKS[case.language][1]
    expect(page.locator("#reply-language")).to_have_value(case.language)
    page.locator("#reply-text").fill(reply)
    page.locator("#reply-text").press("Control+Enter")
    sent = page.locator(".from-counsellor .text").last
    expect(sent).to_have_text(reply)
    expect(sent).to_have_attribute("dir", case.direction)
    while courier.round():
        pass
    ask_for_news(page)
    expect(page.locator(".receipt-sent")).to_have_count(1)
    page.get_by_text("Close the case").first.click()
    page.locator("input[name=outcome][value=answered]").check()
    page.locator(".ending[open] button.primary").click()
    expect(page.locator(".undo")).to_contain_text("The case is closed.")


def test_ten_cases_in_five_languages_from_queue_to_resolve(
    ten: list[Case],
    open_page: Callable[..., Page],
    counsellor,
    colleague,
    courier: Courier,
    fake_bot: FakeBot,
) -> None:
    browsers = [open_page("/"), open_page("/", who=colleague)]
    expect(browsers[0].locator("#waiting-title .count")).to_have_text("10")
    picture(browsers[0], "desk-queue")

    for turn, case in enumerate(ten):
        page, other = browsers[turn % 2], browsers[(turn + 1) % 2]
        work(page, case, courier)
        ask_for_news(other)
        expect(other.locator(f"#claim-{case.id}")).to_have_count(0)

    assert {case.state for case in Case.objects.all()} == {State.RESOLVED}
    assert {case.holder for case in Case.objects.all()} == {counsellor, colleague}
    replies = Message.objects.filter(author=Author.COUNSELLOR)
    assert sorted(reply.text for reply in replies) == sorted(
        2 * [answer for _question, answer in TALKS.values()]
    )
    Delivery.objects.filter(state=DeliveryState.QUEUED).update(next_attempt_at="2020-01-01T00:00Z")
    while courier.round():
        pass
    told = [event.get("state", event["type"]) for event in fake_bot.accepted]
    assert sorted(told) == sorted(10 * ["active", "message", "resolved"])


def test_both_see_each_other_and_a_double_claim_has_one_winner(
    ten: list[Case], open_page: Callable[..., Page], colleague
) -> None:
    case = ten[0]
    mine = open_page(case.get_absolute_url())
    theirs = open_page(case.get_absolute_url(), who=colleague)
    ask_for_news(mine)
    expect(mine.locator("#presence")).to_contain_text("Bart looks at this case")

    mine.locator("#claim").click()
    expect(mine.locator("#reply-text")).to_be_visible()
    theirs.locator("#claim").click()
    expect(theirs.locator(".notices .error")).to_contain_text("Ayşe has just taken this case.")

    with mine.expect_request("**/presence"):
        mine.locator("#reply-text").press_sequentially("Ik zoek")
    ask_for_news(theirs)
    expect(theirs.locator("#presence")).to_contain_text("Ayşe is writing")


def test_a_ready_made_reply_a_note_and_a_label(
    ten: list[Case], open_page: Callable[..., Page], colleague
) -> None:
    case = next(case for case in ten if case.language == "fa")
    page = open_page(case.get_absolute_url(), viewport={"width": 1280, "height": 1100})
    page.keyboard.press("c")
    page.locator("#reply-text").fill("سلام")
    page.get_by_text("Ready-made replies").last.click()
    page.get_by_text("Which municipality?", exact=True).click()
    picture(page, "desk-beside")
    page.get_by_role("button", name=re.compile("Put into the reply.*Which municipality")).click()
    expect(page.locator("#reply-text")).to_have_value(
        "سلام\n\nدر کدام شهرداری زندگی می‌کنید؟ ادارهٔ مسئول به آن بستگی دارد."
    )

    page.locator("#label-name").fill("diploma")
    page.get_by_role("button", name="Put on").click()
    expect(page.locator(".label-list")).to_contain_text("diploma")
    page.get_by_role("button", name="@bart").click()
    page.locator("#note-text").press_sequentially("can you read Persian?")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#transcript")).to_contain_text("@bart can you read Persian?")

    page.evaluate("scrollTo(0, 0)")
    picture(page, "desk-case")
    theirs = open_page("/mentions/", who=colleague)
    expect(theirs.locator(".mentions")).to_contain_text("can you read Persian?")


def test_an_end_is_taken_back_and_a_case_put_aside(
    ten: list[Case], open_page: Callable[..., Page], courier: Courier
) -> None:
    page = open_page("/")
    work(page, ten[0], courier)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#case-state")).to_contain_text("You answer.")

    page.locator(".ending summary", has_text="Put aside").click()
    page.get_by_role("button", name="tomorrow morning").click()
    expect(page.locator("#later-title")).to_contain_text("1")
    expect(page.locator(".undo")).to_contain_text("The case comes back")


def test_the_keys_explain_themselves_and_filters_act_at_once(
    ten: list[Case], open_page: Callable[..., Page]
) -> None:
    page = open_page("/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#filter-language").select_option("uk")
    page.wait_for_url("**/?*language=uk*")
    expect(page.locator("#waiting-title .count")).to_have_text("2")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")


def test_somebody_new_who_waits_rings_only_for_those_who_asked(
    opened, open_page: Callable[..., Page]
) -> None:
    page = open_page("/", permissions=["notifications"])
    page.evaluate("window.calls = 0; document.addEventListener('fanal:call', () => window.calls++)")
    button = page.get_by_role("button", name="Sound")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#calls")).to_have_attribute("data-calls", "0")
    opened()
    ask_for_news(page)
    expect(page).to_have_title("(1) Queue · Fanal")
    page.wait_for_function("window.calls === 1")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_browser_that_forbids_notifications_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    button = page.get_by_role("button", name="Notifications")
    button.click()
    expect(page.locator("#bells-refused")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_counsellor_at_work_on_a_case_hears_of_others_too(
    ten: list[Case], open_page: Callable[..., Page], counsellor, said
) -> None:
    """Only the queue's page rang; who answered somebody heard of nobody else."""
    mine, looked_at = claim(ten[0].id, counsellor), claim(ten[1].id, counsellor)
    reply(mine.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
    page = open_page(looked_at.get_absolute_url())
    expect(page.locator("#calls .count")).to_contain_text("9")
    page.evaluate("window.calls = 0; document.addEventListener('fanal:call', () => window.calls++)")

    append_messages(mine.id, [said("And the price?")])
    ask_for_news(page)

    expect(page.locator("#calls .count")).to_contain_text("10 cases want you")
    page.wait_for_function("window.calls === 1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_meets_the_accessibility_rules(
    ten: list[Case], open_page: Callable[..., Page], live_server, scheme: str
) -> None:
    page = open_page(ten[0].get_absolute_url(), color_scheme=scheme)
    page.keyboard.press("c")
    expect(page.locator("#reply-text")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert violations(page) == []
    for address in ("/?language=uk", "/search/?q=diploma", "/mentions/", "/ready-made/"):
        page.goto(live_server.url + address)
        assert violations(page) == [], address
