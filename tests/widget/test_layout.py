"""Small screens, large text, both colour schemes, no motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.chat import Chat
from tests.widget.conftest import OpenChat

Sample = Callable[..., Message]
SMALL = {"width": 320, "height": 568}

OVERFLOWING = """() => {
    const root = document.querySelector('fanal-chat').shadowRoot;
    const wide = [...root.querySelectorAll('.panel *')].filter((element) => {
        const box = element.getBoundingClientRect();
        const hidden = element.closest('.hidden, .bar-text, .more-languages span');
        return !hidden && box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
    });
    return wide.map((element) => element.className + ' ' + element.textContent.slice(0, 40));
}"""
SMALL_TARGETS = """() => {
    const root = document.querySelector('fanal-chat').shadowRoot;
    const targets = [...root.querySelectorAll('button, summary, textarea, .panel a')];
    return targets.filter((target) => {
        const box = target.getBoundingClientRect();
        return box.width > 0 && (box.width < 24 || box.height < 23.5);
    }).map((target) => target.outerHTML.slice(0, 90));
}"""


def _full_of_everything(bot: FakeBot, sample: Sample) -> None:
    answer = sample("answer")
    answer["custom"]["sections"] = [{"heading": "steps", "text": "1. " + "طويل " * 30}]
    answer["custom"]["related"] = [{"article": "x", "title": "سؤال آخر طويل جدًا " * 4}]
    long = bot_message("Rijksinstituut-" * 12 + "\n\nhttps://example.org/" + "a" * 120)
    bot.script = lambda text: (
        [answer, sample("handoff"), sample("counsellor"), long] if text == "/start" else []
    )


def _check(chat: Chat, script: str) -> None:
    assert chat.page.evaluate(script) == []


@pytest.mark.parametrize(("language", "large"), [("en", False), ("ar", True), ("de", True)])
def test_nothing_sticks_out_or_is_too_small_to_hit_at_320_pixels(
    bot: FakeBot, open_chat: OpenChat, sample: Sample, language: str, large: bool
) -> None:
    _full_of_everything(bot, sample)
    chat = open_chat(attributes=f'language="{language}" privacy-url="/p"', viewport=SMALL).open()
    _check(chat, OVERFLOWING)
    _check(chat, SMALL_TARGETS)
    chat.start_button.click()
    expect(chat.bubbles("bot")).to_have_count(3)
    if large:
        chat.page.locator("header button").nth(1).click()
        chat.page.locator(".menu-item").first.click()
        _check(chat, OVERFLOWING)
        chat.page.keyboard.press("Escape")
    for fold in chat.page.locator("summary").all():
        fold.click()
    chat.write("Een heel lang woord: " + "Dienstverlening" * 20)
    _check(chat, OVERFLOWING)
    _check(chat, SMALL_TARGETS)
    chat.page.locator(".languages-button").click()
    _check(chat, OVERFLOWING)
    assert chat.page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_a_phone_the_chat_fills_the_screen(open_chat: OpenChat) -> None:
    chat = open_chat(viewport=SMALL).start()
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 568}
    box = chat.input.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 568


def test_a_long_answer_is_shown_from_its_beginning(bot: FakeBot, open_chat: OpenChat) -> None:
    long = "\n\n".join(f"Paragraph {number}." for number in range(60))
    bot.script = lambda text: [bot_message("Hello" if text == "/start" else long)]
    chat = open_chat(viewport=SMALL).start()
    chat.write("Tell me everything")
    expect(chat.page.locator(".text p", has_text="Paragraph 0.")).to_be_in_viewport()
    expect(chat.bubbles("newcomer")).to_be_in_viewport()
    expect(chat.page.locator(".text p", has_text="Paragraph 59.")).not_to_be_in_viewport()
    chat.page.get_by_role("button", name="To the newest message").click()
    expect(chat.page.locator(".text p", has_text="Paragraph 59.")).to_be_in_viewport()


def test_a_reader_who_has_scrolled_up_is_not_torn_away(bot: FakeBot, open_chat: OpenChat) -> None:
    long = "\n\n".join(f"Paragraph {number}." for number in range(60))
    bot.script = lambda _text: [bot_message(long)]
    chat = open_chat().start()
    log = chat.page.locator(".log")
    log.evaluate("log => { log.scrollTop = 300; }")
    expect(chat.page.get_by_role("button", name="To the newest message")).to_be_visible()
    bot.say(bot_message("Something new"))
    expect(chat.bubbles("bot")).to_have_count(2)
    assert log.evaluate("log => log.scrollTop") == 300
    expect(chat.page.locator(".jump.new")).to_be_visible()


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"color_scheme": "light"}, "rgb(250, 246, 239)"),
        ({"color_scheme": "dark"}, "rgb(18, 25, 29)"),
    ],
)
def test_the_colours_follow_the_system(
    open_chat: OpenChat, context: dict[str, Any], expected: str
) -> None:
    chat = open_chat(**context).open()
    background = "panel => getComputedStyle(panel).backgroundColor"
    assert chat.panel.evaluate(background) == expected


def test_the_page_can_ask_for_one_colour_scheme(open_chat: OpenChat) -> None:
    chat = open_chat(attributes='language="en" theme="light"', color_scheme="dark").open()
    background = "panel => getComputedStyle(panel).backgroundColor"
    assert chat.panel.evaluate(background) == "rgb(250, 246, 239)"


def test_nothing_moves_for_those_who_asked_for_stillness(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.script = lambda text: [bot_message("Hello")] if text == "/start" else []
    moving = "element => getComputedStyle(element).animationName"
    still = open_chat(reduced_motion="reduce").start()
    still.write("?")
    assert still.page.locator(".dots i").first.evaluate(moving) == "none"
    lively = open_chat(reduced_motion="no-preference").start()
    lively.write("?")
    assert lively.page.locator(".dots i").first.evaluate(moving) == "breathe"
