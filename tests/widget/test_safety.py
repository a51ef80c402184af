"""Nothing that arrives becomes markup, and page and element leave each other alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.conftest import LOAD, OpenChat

Sample = Callable[..., Message]

ATTACK = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
#: A page that allows everything, so that only the element itself stands in the way.
OPEN_POLICY = "default-src * 'unsafe-inline' 'unsafe-eval' data:"
HOSTILE = """
* { color: red !important; font: 40px Papyrus !important; letter-spacing: 9px; line-height: 5;
    text-transform: uppercase !important; direction: rtl; visibility: hidden;
    text-align: right; border: 9px solid lime !important; background: yellow !important; }
html { font-size: 4px; }
fanal-chat { display: none; width: 3px; opacity: 0.1; transform: rotate(20deg); filter: blur(9px); }
button, textarea, .panel, .message { display: none !important; }
"""


def test_markup_in_any_part_of_a_message_is_shown_as_text(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    answer = sample("answer", text=ATTACK, language="en", dir="ltr")
    answer["buttons"] = [{"title": ATTACK, "payload": "/deny"}]
    answer["custom"] |= {
        "sources": [{"key": "k", "title": ATTACK, "section": ATTACK, "as_of": ATTACK}],
        "offices": [{"id": "o", "name": ATTACK, "does": ATTACK, "web": "javascript:alert(1)"}],
        "sections": [{"heading": ATTACK, "text": f"- {ATTACK}\n\n{ATTACK}"}],
        "related": [{"article": ATTACK, "title": ATTACK}],
    }
    handoff = sample("handoff")
    handoff["custom"]["summary"] = [{"label": ATTACK, "value": ATTACK}]
    person = sample("counsellor")
    person["custom"] |= {"name": ATTACK, "role": ATTACK}
    notice = bot_message(ATTACK, custom={"type": "notice", "notice": f'x" {ATTACK}'})
    bot.script = lambda text: [answer, handoff, person, notice] if text == "/start" else []
    chat = open_chat(policy=OPEN_POLICY).start()
    chat.write(ATTACK)
    expect(chat.bubbles("newcomer")).to_have_text(ATTACK)
    expect(chat.bubbles("is-answer")).to_contain_text(ATTACK)
    for fold in chat.page.locator("summary").all():
        fold.click()
    assert chat.page.locator("fanal-chat :is(img, script, iframe, object)").count() == 0
    assert chat.page.locator("fanal-chat a").count() == 0
    assert chat.page.title() == "City hall"


def test_only_web_addresses_become_links(bot: FakeBot, open_chat: OpenChat) -> None:
    text = (
        "See https://www.vdab.be/inburgering. Not javascript:alert(1), not data:text/html,x, "
        "but (http://example.org/a?b=c)."
    )
    bot.script = lambda _text: [bot_message(text)]
    chat = open_chat().start()
    links = chat.page.locator(".text a").evaluate_all("links => links.map((link) => link.href)")
    assert links == ["https://www.vdab.be/inburgering", "http://example.org/a?b=c"]
    assert chat.said("bot") == [text]


def test_a_hostile_page_stylesheet_changes_nothing_inside(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    looks = """element => {
        const inside = element.shadowRoot.querySelector('.text p');
        const style = getComputedStyle(inside);
        const panel = element.shadowRoot.querySelector('.panel');
        const { width, height } = panel.getBoundingClientRect();
        return [style.color, style.fontFamily, style.fontSize, style.letterSpacing,
            style.lineHeight, style.textTransform, style.direction, style.visibility,
            style.textAlign, getComputedStyle(element).opacity, getComputedStyle(element).transform,
            getComputedStyle(element).filter, width, height];
    }"""
    calm = open_chat().start().page.locator("fanal-chat").evaluate(looks)
    bot.pages["/hostile.css"] = ("text/css", HOSTILE.encode(), {})
    page = f'<link rel="stylesheet" href="/hostile.css">{LOAD}'
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    attacked = (
        open_chat(head=page, policy=policy).start().page.locator("fanal-chat").evaluate(looks)
    )
    assert attacked == calm


def test_the_element_leaves_the_page_alone(bot: FakeBot, open_chat: OpenChat) -> None:
    page_look = """() => [document.head.innerHTML, document.documentElement.scrollHeight,
        document.documentElement.scrollWidth, ...['body', 'h1', 'p'].map((tag) =>
            JSON.stringify(document.querySelector(tag).getBoundingClientRect())),
        Object.keys(window).filter((name) => !(name in before)).join()]"""
    bot.pages["/before.js"] = ("text/javascript", b"var before = { ...window, before: 1 };", {})
    script = '<script src="/before.js"></script>'
    load = LOAD.replace("defer", 'defer=""')
    without = open_chat(head=script, body="").page.evaluate(page_look)
    chat = open_chat(head=script + LOAD).start()
    with_chat = chat.page.evaluate(page_look)
    assert with_chat[0] == without[0].replace(script, script + load)
    assert with_chat[1:] == without[1:]


def test_the_element_can_still_be_hidden_by_the_page(open_chat: OpenChat) -> None:
    chat = open_chat(attributes='language="en" hidden')
    expect(chat.launcher).to_be_hidden()


def test_old_browsers_get_their_styles_within_the_policy(bot: FakeBot, open_chat: OpenChat) -> None:
    old = b"delete CSSStyleSheet.prototype.replaceSync;"
    bot.pages["/old.js"] = ("text/javascript", old, {})
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    chat = open_chat(head=f'<script src="/old.js"></script>{LOAD}', policy=policy).start()
    assert chat.panel.evaluate("panel => getComputedStyle(panel).position") == "fixed"

    nonce = f'<script src="/old.js"></script>{LOAD}'.replace("<script", '<script nonce="n1"')
    policy = "default-src 'none'; script-src 'nonce-n1'; style-src 'nonce-n1'; connect-src 'self'"
    chat = open_chat(head=nonce, policy=policy).open()
    assert chat.panel.evaluate("panel => getComputedStyle(panel).position") == "fixed"


def test_what_the_browser_refuses_to_keep_lasts_as_long_as_the_page(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    refusing = (
        b"Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    bot.pages["/refuse.js"] = ("text/javascript", refusing, {})
    chat = open_chat(head=f'<script src="/refuse.js"></script>{LOAD}').start()
    chat.write("Hello")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts == ["/start", "Hello"]
