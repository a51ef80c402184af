from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import desk
from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.withdraw import withdraw
from desk.cases.models import Author, Message, State

AXE = Path(desk.__file__).parents[1] / "widget" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def ask_for_news(page: Page) -> None:
    """What the open line does when something happened."""
    page.evaluate("htmx.trigger(document.body, 'news')")


def violations(page: Page) -> list[Any]:
    if not AXE.exists():
        pytest.skip("axe-core is missing. Run `npm ci` in widget/.")
    # Put in by the debugger, whom no policy of a page binds.
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    return [
        (rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]
    ]


def test_a_case_is_taken_answered_and_left_with_keys_alone(opened, open_page, live_server) -> None:
    first, second = opened(minutes_ago=9), opened(minutes_ago=2)
    page = open_page("/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(f"#case-{first.id}")).to_be_focused()
    page.keyboard.press("c")
    page.wait_for_url(f"**/cases/{first.id}/")
    page.keyboard.press("r")
    page.keyboard.type("Dag! cjkqr")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".from-counsellor .text")).to_have_text("Dag! cjkqr")
    expect(page.locator("#reply-text")).to_have_value("")
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    page.wait_for_url(f"{live_server.url}/")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.ACTIVE, State.WAITING)
    assert Message.objects.filter(author=Author.COUNSELLOR).count() == 1


def test_a_draft_outlives_a_reload(opened, open_page, counsellor) -> None:
    case = claim(opened().id, counsellor)
    page = open_page(case.get_absolute_url())
    with page.expect_response("**/draft"):
        page.locator("#reply-text").press_sequentially("Ik zoek het op")
    page.reload()
    expect(page.locator("#reply-text")).to_have_value("Ik zoek het op")


def test_new_words_appear_and_what_is_being_written_stays(
    opened, said, open_page, counsellor
) -> None:
    case = claim(opened().id, counsellor)
    page = open_page(case.get_absolute_url())
    page.locator("#reply-text").press_sequentially("Half a sen")

    append_messages(case.id, [said("hello?", id="n1")])
    ask_for_news(page)
    expect(page.get_by_text("hello?")).to_be_visible()
    ask_for_news(page)
    append_messages(case.id, [said("a second one", id="n2")])
    ask_for_news(page)
    expect(page.get_by_text("a second one")).to_be_visible()

    assert page.locator(".from-newcomer .text").all_text_contents() == [
        "words 0",
        "hello?",
        "a second one",
    ]
    expect(page.locator("#reply-text")).to_have_value("Half a sen")
    expect(page.locator("#reply-text")).to_be_focused()


def test_a_withdrawal_takes_the_reply_field_away(opened, open_page, counsellor) -> None:
    case = claim(opened().id, counsellor)
    page = open_page(case.get_absolute_url())
    withdraw(case.id)
    ask_for_news(page)
    expect(page.locator("#reply-text")).to_have_count(0)
    expect(page.locator("#case-state")).to_contain_text("no longer wants a person")


def test_the_queue_follows_and_keeps_the_focus(opened, open_page) -> None:
    case = opened(minutes_ago=9)
    page = open_page("/")
    page.locator(f"#case-{case.id}").focus()
    newer = opened(urgent=True, municipality="Genk")

    ask_for_news(page)

    expect(page.locator(f"#case-{newer.id}")).to_be_visible()
    expect(page.locator(f"#case-{case.id}")).to_be_focused()
    expect(page).to_have_title("(2) Queue · Fanal")


def test_everything_works_without_javascript(opened, open_page, live_server) -> None:
    case = opened()
    page = open_page(case.get_absolute_url(), java_script_enabled=False)
    page.click("#claim")
    page.fill("#reply-text", "Dag!")
    page.click(".send")
    expect(page.locator(".from-counsellor .text")).to_have_text("Dag!")
    page.locator(".ending summary").first.click()
    page.check("input[value=referred]")
    page.click(".ending[open] button")
    page.wait_for_url(f"{live_server.url}/")
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.RESOLVED, "referred")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_meet_the_accessibility_rules(
    opened, said, open_page, counsellor, scheme, live_server
) -> None:
    opened(urgent=True, language="fr")
    case = claim(opened().id, counsellor)
    append_messages(case.id, [said("long " * 1000), said("answer", author="bot", article="x")])
    page = open_page("/", color_scheme=scheme)
    for address in ("/", case.get_absolute_url(), "/accounts/profile/", "/demo/?lang=ar"):
        page.goto(live_server.url + address)
        assert violations(page) == [], address


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_nothing_is_wider_than_the_window(
    opened, said, open_page, counsellor, width, live_server
) -> None:
    case = claim(opened(municipality="x" * 120).id, counsellor)
    append_messages(case.id, [said("A" * 3000), said("س" * 3000)])
    page = open_page("/", viewport={"width": width, "height": 800})
    for address in ("/", case.get_absolute_url()):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") == width
