"""Everything by keyboard, and the focus never lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.chat import Chat
from tests.widget.conftest import OpenChat

Sample = Callable[..., Message]


def _focused(chat: Chat) -> str:
    """Name of what has the focus inside the element; empty when the focus is elsewhere."""
    name: str = chat.page.evaluate(
        """() => {
            const focused = document.querySelector('fanal-chat').shadowRoot.activeElement;
            if (!focused) return '';
            return focused.getAttribute('aria-label') ?? focused.placeholder ?? focused.textContent;
        }"""
    )
    return name


def test_a_question_from_opening_to_choosing_without_a_mouse(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda text: [sample("clarify") if text == "What?" else bot_message("Hello")]
    chat = open_chat()
    keys = chat.page.keyboard
    keys.press("Tab")
    assert _focused(chat) == "Ask a question"
    keys.press("Enter")
    assert _focused(chat) == "Welcome"
    while _focused(chat) != "Start":
        keys.press("Tab")
    keys.press("Enter")
    expect(chat.bubbles("bot")).to_have_count(1)
    assert _focused(chat) == "Write your question…"
    keys.type("What?")
    keys.press("Enter")
    expect(chat.choice("Flanders")).to_be_visible()
    while "Wallonia" not in _focused(chat):
        keys.press("Shift+Tab")
    keys.press("Space")
    expect(chat.bubbles("newcomer")).to_have_count(2)
    # The chosen button keeps the focus, so that the next Tab goes on from there.
    assert "Wallonia" in _focused(chat)


def test_escape_closes_what_is_open_and_the_focus_returns_to_what_opened_it(
    open_chat: OpenChat,
) -> None:
    chat = open_chat().start()
    keys = chat.page.keyboard
    chat.page.get_by_role("button", name="More options").press("Enter")
    assert _focused(chat) == "More options"
    expect(chat.page.get_by_role("heading", name="More options")).to_be_focused()
    keys.press("Escape")
    expect(chat.page.get_by_role("button", name="More options")).to_be_focused()
    keys.press("Escape")
    expect(chat.panel).to_be_hidden()
    assert _focused(chat) == "Ask a question"


def test_escape_outside_the_element_is_the_pages_own(open_chat: OpenChat) -> None:
    chat = open_chat(body='<input id="own"><fanal-chat language="en"></fanal-chat>').start()
    chat.page.locator("#own").focus()
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_visible()


def test_tab_stays_inside_where_the_chat_covers_the_whole_screen(open_chat: OpenChat) -> None:
    chat = open_chat(
        body='<a href="#x">own</a><fanal-chat language="en"></fanal-chat><a href="#y">own</a>',
        viewport={"width": 360, "height": 640},
    ).start()
    assert chat.panel.get_attribute("aria-modal") == "true"
    seen = set()
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
        chat.page.keyboard.press(key)
        seen.add(_focused(chat))
    assert "" not in seen
    assert {"Close", "Write your question…", "Conversation"} <= seen


def test_every_stop_shows_that_it_has_the_focus(open_chat: OpenChat) -> None:
    chat = open_chat().start()
    for _ in range(8):
        chat.page.keyboard.press("Tab")
        outline = chat.page.evaluate(
            """() => {
                const focused = document.querySelector('fanal-chat').shadowRoot.activeElement;
                return focused && getComputedStyle(focused).outlineWidth;
            }"""
        )
        assert outline in (None, "3px")


def test_a_touch_screen_is_not_covered_by_its_keyboard_at_once(open_chat: OpenChat) -> None:
    chat = open_chat(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True).start()
    expect(chat.page.locator(".log")).to_be_focused()
