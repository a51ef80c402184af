"""Ways onto a page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot
from tests.widget.conftest import OpenChat


def test_the_script_alone_places_the_element(bot: FakeBot, open_chat: OpenChat) -> None:
    script = (
        f'<script src="/fanal-chat.js" defer data-bot-url="{bot.url}" data-language="fr" '
        'data-region="wallonia" data-mode="inline" data-privacy-url="/vie-privee"></script>'
    )
    chat = open_chat(head=script, body="")
    element = chat.page.locator("fanal-chat")
    expect(element).to_have_attribute("region", "wallonia")
    expect(chat.panel).to_be_visible()
    chat.start_button.click()
    expect(chat.bubbles("bot")).to_have_count(1)
    assert bot.talk.taken[0]["metadata"] == {"language": "fr", "region": "wallonia"}


def test_the_script_twice_makes_no_second_element(bot: FakeBot, open_chat: OpenChat) -> None:
    script = f'<script src="/fanal-chat.js" defer data-bot-url="{bot.url}"></script>'
    chat = open_chat(head=script * 2, body="")
    expect(chat.page.locator("fanal-chat")).to_have_count(1)


def test_a_page_in_another_encoding_shows_every_script(bot: FakeBot, open_chat: OpenChat) -> None:
    script = bot.pages["/fanal-chat.js"][1]
    bot.pages["/unlabelled.js"] = ("text/javascript", script, {})
    chat = open_chat(
        head='<script src="/unlabelled.js" defer></script>',
        attributes='language="ar"',
        charset="iso-8859-1",
    )
    expect(chat.launcher).to_have_text("طرح سؤال")


def test_inline_it_fills_its_place_and_cannot_be_closed(open_chat: OpenChat) -> None:
    chat = open_chat(attributes='language="en" mode="inline"')
    expect(chat.panel).to_be_visible()
    expect(chat.launcher).to_be_hidden()
    # A page that has just loaded keeps its own focus.
    assert chat.page.evaluate("document.activeElement === document.body")
    chat.start_button.click()
    expect(chat.bubbles("bot")).to_have_count(1)
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_visible()
    box = chat.panel.bounding_box()
    assert box
    assert box["width"] > 900


def test_the_pages_own_button_can_open_and_close_it(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.page.evaluate("document.querySelector('fanal-chat').open()")
    expect(chat.start_button).to_be_visible()
    chat.page.evaluate("document.querySelector('fanal-chat').close()")
    expect(chat.panel).to_be_hidden()


def test_a_changed_attribute_goes_on_with_the_same_conversation(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.page.evaluate("document.querySelector('fanal-chat').setAttribute('mode', 'inline')")
    expect(chat.bubbles("bot")).to_have_count(1)
    chat.write("Still here")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts == ["/start", "Still here"]
    assert chat.page.locator(".root").count() == 1


def test_a_removed_element_hangs_up(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.page.evaluate("document.querySelector('fanal-chat').remove()")
    bot.wait_until_alone()


def test_an_unknown_region_is_not_passed_on(bot: FakeBot, open_chat: OpenChat) -> None:
    open_chat(attributes='language="en" region="<b>"').start()
    assert bot.talk.taken[0]["metadata"] == {"language": "en"}


def test_colours_can_be_themed(open_chat: OpenChat) -> None:
    chat = open_chat()
    chat.page.locator("fanal-chat").evaluate(
        "element => element.style.setProperty('--fanal-accent', 'rgb(90, 20, 90)')"
    )
    background = chat.launcher.evaluate("button => getComputedStyle(button).backgroundColor")
    assert background == "rgb(90, 20, 90)"
