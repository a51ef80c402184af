"""Writing a message."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot
from tests.widget.conftest import OpenChat


def test_enter_sends_and_shift_enter_breaks_the_line(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.input.type("one")
    chat.input.press("Shift+Enter")
    chat.input.type("two")
    chat.input.press("Enter")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts[-1] == "one\ntwo"
    assert chat.input.input_value() == ""


def test_enter_that_ends_a_composition_does_not_send(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.input.fill("አ")
    chat.input.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert chat.input.input_value() == "አ"
    assert chat.bubbles("newcomer").count() == 0


def test_nothing_is_sent_for_an_empty_message(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    for empty in ("", "   ", "\n\n"):
        chat.input.fill(empty)
        chat.page.get_by_role("button", name="Send").click(force=True)
        chat.input.press("Enter")
    chat.write("Now")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts == ["/start", "Now"]


def test_the_counter_appears_near_the_end_and_too_much_is_not_sent(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    counter = chat.page.locator(".counter")
    chat.input.fill("a" * 3599)
    expect(counter).to_be_empty()
    chat.input.fill("a" * 3990)
    expect(counter).to_have_text("Characters left: 10")
    chat.input.fill("a" * 4007)
    expect(counter).to_have_text("Too long. Characters to remove: 7.")
    chat.input.press("Enter")
    # Nothing of what was written gets lost.
    assert len(chat.input.input_value()) == 4007
    assert chat.bubbles("newcomer").count() == 0
    chat.input.fill("😀" * 4000)
    expect(counter).to_have_text("Characters left: 0")
    chat.input.press("Enter")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts[-1] == "😀" * 4000


def test_the_hint_reads_as_the_interface_and_the_text_as_its_letters(open_chat: OpenChat) -> None:
    chat = open_chat(attributes='language="ar"').start()
    direction = "input => getComputedStyle(input).direction"
    assert chat.input.evaluate(direction) == "rtl"
    chat.input.fill("Antwerpen")
    assert chat.input.evaluate(direction) == "ltr"


def test_a_draft_survives_a_change_of_language(open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.input.fill("half a quest")
    chat.pick_language("nl")
    assert chat.input.input_value() == "half a quest"
