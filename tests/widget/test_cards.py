"""What the bot sends beside its words: next steps, offices, what a counsellor would see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.conftest import OpenChat

Sample = Callable[..., Message]


def test_next_steps_stand_in_order_with_their_dates_and_the_page_to_print(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    pathway = sample("pathway", text="These are your steps.\n\n1. First\nAll of it.\n\nPrint: …")
    bot.script = lambda _text: [pathway]
    chat = open_chat().start()
    bubble = chat.bubbles("bot")
    expect(bubble.locator(".text")).to_have_text("These are your steps.")
    step = bubble.locator(".step")
    expect(step).to_contain_text("Brussels: the integration programme is mandatory")
    expect(step).to_contain_text("Before 15 March 2027")
    expect(step).to_contain_text("Who can help: BAPA Via, BAPA BXL")
    printed = bubble.get_by_role("link", name="Print these steps")
    expect(printed).to_have_attribute("href", pathway["custom"]["page"])
    calendar = bubble.get_by_role("link", name="Put the dates in my calendar")
    expect(calendar).to_have_attribute("href", pathway["custom"]["calendar"])


def test_next_steps_without_a_page_have_no_links(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    pathway = sample("pathway")
    pathway["custom"] |= {"page": None, "calendar": "javascript:alert(1)"}
    bot.script = lambda _text: [pathway]
    chat = open_chat().start()
    expect(chat.page.locator(".step")).to_have_count(1)
    expect(chat.page.locator(".pathway a")).to_have_count(0)


@pytest.mark.parametrize("language", ["ps", "so", "ti"])
def test_a_day_shows_no_month_of_another_language(
    bot: FakeBot, open_chat: OpenChat, sample: Sample, language: str
) -> None:
    bot.script = lambda _text: [sample("pathway", language=language)]
    chat = open_chat(attributes=f'language="{language}"').start()
    shown = (
        chat.page.locator(".step .remark").first.inner_text()
        + chat.page.locator(".byline time").inner_text()
    )
    assert "March" not in shown
    assert "Nov" not in shown
    assert "2027" in shown


def test_an_office_has_a_map_when_its_address_is_known(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    answer = sample("answer", language="en", dir="ltr")
    office = {"id": "a", "name": "Atlas", "does": "Helps.", "web": "atlas.example"}
    answer["custom"]["offices"] = [office, office | {"address": "Carnotstraat 110, Antwerpen"}]
    bot.script = lambda _text: [answer]
    chat = open_chat().start()
    chat.page.locator("summary", has_text="Who can help").click()
    expect(chat.page.locator(".office").first.get_by_role("link")).to_have_count(1)
    shown = chat.page.locator(".office").last.get_by_role("link", name="Show on the map")
    expect(shown).to_have_attribute(
        "href", "https://www.openstreetmap.org/search?query=Carnotstraat%20110%2C%20Antwerpen"
    )


def test_a_line_is_left_out_of_what_a_counsellor_would_see(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    offer = sample("handoff")
    offer["custom"]["summary"].append({"label": "since", "value": "2 years", "title": "In Belgium"})
    bot.script = lambda text: [offer if text == "/start" else bot_message("Left out.")]
    chat = open_chat().start()
    rows = chat.page.locator(".summary .row")
    expect(rows.locator("dt")).to_have_text(["Language", "Municipality", "Question", "In Belgium"])
    expect(rows.first.get_by_role("button")).to_have_count(0)
    chat.page.get_by_role("button", name="Do not share: Municipality").click()
    expect(chat.page.get_by_role("button", name="Do not share: Municipality")).to_have_count(0)
    expect(chat.bubbles("bot").last).to_contain_text("Left out.")
    assert bot.texts == ["/start", '/strike{"line":"municipality"}']


def test_who_waits_reads_their_place_and_the_usual_wait(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    waiting = sample("handoff", buttons=[])
    waiting["custom"] |= {"state": "waiting", "position": 2, "wait_minutes": 25}
    bot.script = lambda _text: [waiting]
    chat = open_chat().start()
    expect(chat.bubbles("bot")).to_contain_text("Your place in the queue: 2")
    expect(chat.bubbles("bot")).to_contain_text("Usual wait: 25 minutes")


def test_buttons_carry_a_picture_that_screen_readers_do_not_hear(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    buttons = [
        {"title": "Work", "payload": '/ask_theme{"theme": "work"}'},
        {"title": "Under a year", "payload": '/answer_profile{"item": "since", "value": "x"}'},
    ]
    bot.script = lambda _text: [bot_message("Choose.", buttons=buttons)]
    chat = open_chat().start()
    expect(chat.choice("Work").locator(".picture[aria-hidden=true]")).to_be_visible()
    expect(chat.choice("Under a year").locator(".picture")).to_have_count(0)
    expect(chat.page.get_by_role("button", name="Work", exact=True)).to_be_visible()
