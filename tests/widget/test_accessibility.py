"""axe-core finds nothing serious, in the states people meet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from knowledge.languages import LANGUAGES
from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.chat import Chat
from tests.widget.conftest import WIDGET, OpenChat

Sample = Callable[..., Message]
AXE = WIDGET / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What sticks out of the panel sideways.
OVERFLOW = """() => {
    const root = document.querySelector('fanal-chat').shadowRoot;
    return [...root.querySelectorAll('.log *')].filter((element) =>
        element.getClientRects().length && !element.closest('.hidden')
        && (element.getBoundingClientRect().right > innerWidth + 1
            || element.getBoundingClientRect().left < -1)).map((element) => element.outerHTML);
}"""

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason="No axe-core. Run `npm ci` in widget/ to get it."
)


def _findings(chat: Chat) -> list[str]:
    """What axe-core objects to inside the element: rule, impact and place."""
    if not chat.page.evaluate("'axe' in window"):
        chat.page.evaluate(AXE.read_text("utf-8"))
    result = chat.page.evaluate(
        "(tags) => axe.run('fanal-chat', { runOnly: { type: 'tag', values: tags } })", TAGS
    )
    # An audit that looked at nothing would find nothing.
    assert len(result["passes"]) > 10
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_in_the_main_states(
    bot: FakeBot, open_chat: OpenChat, sample: Sample, language: str, scheme: str
) -> None:
    answer = sample("answer")
    answer["custom"]["sections"] = [{"heading": "steps", "text": "1. أولًا"}]
    problem = {"type": "notice", "notice": "technical_problem"}
    bot.script = lambda text: (
        [answer, sample("clarify"), bot_message("Something went wrong.", custom=problem)]
        if text == "/start"
        else []
    )
    chat = open_chat(attributes=f'language="{language}" privacy-url="/p"', color_scheme=scheme)
    assert _findings(chat) == []
    chat.open()
    assert _findings(chat) == []
    chat.start_button.click()
    expect(chat.bubbles("bot")).to_have_count(3)
    for fold in chat.page.locator("summary").all():
        fold.click()
    chat.choice("Brussels").click()
    expect(chat.page.locator(".typing")).to_be_visible()
    assert _findings(chat) == []

    waiting = sample("handoff", id="waiting")
    waiting["custom"] |= {"state": "waiting", "position": 2}
    bot.say(sample("handoff"), waiting, sample("counsellor"))
    expect(chat.bubbles("counsellor")).to_be_visible()
    chat.cut_line()
    chat.write("offline")
    assert _findings(chat) == []
    bot.down = False

    chat.page.locator("header button").nth(0).click()
    assert _findings(chat) == []
    chat.page.locator("header button").nth(1).click()
    assert _findings(chat) == []
    chat.page.locator(".menu-item").last.click()
    assert _findings(chat) == []


def test_axe_finds_nothing_on_a_small_screen_with_large_text(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda _text: [sample("handoff")]
    chat = open_chat(viewport={"width": 320, "height": 568}).start()
    chat.menu("Larger text")
    chat.page.keyboard.press("Escape")
    assert _findings(chat) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_any_language(
    bot: FakeBot, open_chat: OpenChat, sample: Sample, language: str
) -> None:
    direction = LANGUAGES[language].direction
    steps = sample("pathway", language=language, dir=direction)
    offer = sample("handoff", language=language, dir=direction)
    bot.script = lambda text: [steps, sample("profile"), offer] if text == "/start" else []
    chat = open_chat(attributes=f'language="{language}"', viewport={"width": 320, "height": 640})
    chat.start()
    expect(chat.bubbles("bot")).to_have_count(3)
    assert _findings(chat) == []
    assert chat.page.evaluate(OVERFLOW) == []
    chat.page.locator("header button").nth(1).click()
    chat.page.locator(".menu-item").nth(1).click()
    chat.page.locator(".menu-item").last.click()
    chat.page.locator(".primary").click()
    expect(chat.page.locator(".sheet-actions button")).to_have_count(3)
    assert _findings(chat) == []


def test_every_text_of_another_language_says_which(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda _text: [sample("answer")]
    chat = open_chat(attributes='language="nl"').start()
    speaks = "part => part.closest('[lang]').lang"
    for part, language in ((".text p", "ar"), ("summary", "ar"), (".tools", "nl"), (".role", "nl")):
        assert chat.page.locator(part).first.evaluate(speaks) == language
