"""What stays on the device, and how it goes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.conftest import LOAD, OpenChat

Sample = Callable[..., Message]
FAREWELL = bot_message(
    "Everything is deleted.",
    custom={"type": "notice", "notice": "erased", "language": "en", "dir": "ltr"},
)


def test_no_message_stays_on_the_device_once_the_bot_has_it(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.write("My secret")
    expect(chat.page.locator(".progress[data-state=sent]")).to_have_count(1)
    expect(chat.bubbles("bot")).to_have_count(2)
    assert "My secret" not in str(chat.kept())
    assert chat.page.evaluate("sessionStorage.length") == 0


def test_a_new_conversation_has_a_new_session_and_keeps_the_language(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.write("Old")
    expect(chat.bubbles("bot")).to_have_count(2)
    chat.menu("New conversation")
    chat.page.get_by_role("button", name="Cancel").click()
    expect(chat.bubbles("bot")).to_have_count(2)
    chat.menu("New conversation")
    chat.page.get_by_role("button", name="New conversation").click()
    expect(chat.bubbles("bot")).to_have_count(1)
    assert chat.said("newcomer") == []
    assert len(bot.talks) == 2
    assert bot.texts == ["/start"]


def test_forgetting_leaves_nothing_and_asks_for_consent_again(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.pick_language("nl")
    chat.cut_line()
    chat.write("Unsent")
    chat.page.get_by_role("button", name="Meer opties").click()
    chat.page.get_by_role("button", name="Alles over mij wissen").click()
    chat.page.get_by_role("button", name="Alles over mij wissen").click()
    expect(chat.page.get_by_text("Daar is dus niets gewist")).to_be_visible()
    chat.page.get_by_role("button", name="Alleen op dit toestel wissen").click()
    expect(chat.start_button).to_have_text("Start")
    assert chat.page.evaluate("localStorage.length") == 0
    bot.down = False
    chat.page.reload()
    chat.start()
    assert "Unsent" not in str(bot.talks)


def test_what_is_deleted_in_the_chat_leaves_the_screen_and_the_device(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    """The deleted talk stood there until the page was loaded anew."""
    confirm = [{"title": "Yes, delete everything", "payload": "/confirm_delete"}]
    bot.script = lambda text: [
        FAREWELL if text == "/confirm_delete" else bot_message("Really?", buttons=confirm)
    ]
    chat = open_chat().start()
    chat.write("My secret. Delete my data")
    chat.choice("Yes, delete everything").last.click()
    expect(chat.bubbles("bot")).to_contain_text(["Everything is deleted."])
    expect(chat.page.get_by_text("My secret")).to_have_count(0)
    # Nor is it among what a screen reader was given to say.
    expect(chat.page.get_by_text("Really?")).to_have_count(0)
    kept = chat.kept()
    assert (kept["session"], kept["token"], kept["consent"]) == (None, None, False)

    bot.script = lambda _text: [bot_message("We begin anew.")]
    chat.write("Hello again")
    expect(chat.bubbles("bot").last).to_contain_text("We begin anew.")
    assert len(bot.talks) == 2
    assert bot.texts == ["Hello again"]
    chat.page.reload()
    chat.open()
    expect(chat.start_button).to_be_visible()


def test_forgetting_has_the_service_delete_first(bot: FakeBot, open_chat: OpenChat) -> None:
    again = bot_message("Not now.", buttons=[{"title": "Again", "payload": "/confirm_delete"}])
    bot.script = lambda text: [again if text == "/confirm_delete" else bot_message("Hello")]
    chat = open_chat().start()
    chat.menu("Delete everything about me")
    chat.page.get_by_role("button", name="Delete everything about me").click()
    expect(chat.page.get_by_text("nothing was deleted there")).to_be_visible()
    bot.script = lambda _text: [FAREWELL]
    chat.page.get_by_role("button", name="Try again").click()
    expect(chat.start_button).to_be_visible()
    assert bot.texts == ["/start", "/confirm_delete", "/confirm_delete"]
    assert chat.page.evaluate("localStorage.length") == 0


def test_the_simple_layout_stays_after_a_reload(open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.menu("Simple layout")
    expect(chat.page.locator(".root.plain-layout .panel")).to_be_visible()
    chat.page.reload()
    chat.open()
    expect(chat.page.locator(".root.plain-layout .panel")).to_be_visible()


FAKE_EAR = """
window.webkitSpeechRecognition = class {
    start() { window.ear = this; window.earLanguage = this.lang; }
    stop() { this.onend(); }
    abort() {}
};
window.SpeechRecognition = undefined;
"""


def test_who_speaks_is_told_first_who_hears_it_and_sends_it_by_hand(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat(attributes='language="nl"').start()
    chat.page.context.add_init_script(FAKE_EAR)
    chat.page.reload()
    chat.open()
    speak = chat.page.get_by_role("button", name="Spreken")
    speak.click()
    expect(chat.page.get_by_text("De maker van je browser")).to_be_visible()
    speak.click()
    chat.page.evaluate("ear.onresult({results: [[{transcript: 'Waar leer ik Nederlands?'}]]})")
    chat.page.get_by_role("button", name="Stop met spreken").click()
    expect(chat.input).to_have_value("Waar leer ik Nederlands?")
    assert chat.page.evaluate("earLanguage") == "nl"
    assert bot.texts == ["/start"]


def test_a_browser_that_cannot_listen_shows_no_microphone(open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.page.context.add_init_script(
        "window.SpeechRecognition = window.webkitSpeechRecognition = undefined;"
    )
    chat.page.reload()
    chat.open()
    expect(chat.page.locator(".speak")).to_be_hidden()


def test_leaving_a_waiting_counsellor_is_said_before(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    waiting = sample("handoff", buttons=[])
    waiting["custom"] |= {"state": "waiting", "position": None}
    bot.script = lambda _text: [waiting]
    chat = open_chat().start()
    expect(chat.status).to_have_text("Waiting for a counsellor")
    chat.menu("New conversation")
    expect(chat.page.get_by_text("A counsellor is still busy with your question.")).to_be_visible()


def test_larger_text_is_larger_and_remembered(open_chat: OpenChat) -> None:
    chat = open_chat().start()
    size = "text => parseFloat(getComputedStyle(text).fontSize)"
    before = chat.page.locator(".text").evaluate(size)
    chat.menu("Larger text")
    chat.page.keyboard.press("Escape")
    after = chat.page.locator(".text").evaluate(size)
    assert after >= 1.25 * before
    chat.page.reload()
    chat.open()
    assert chat.page.locator(".text").first.evaluate(size) == after


def test_two_bots_on_one_site_do_not_mix(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat(attributes=f'language="en" bot-url="{bot.url}/"').start()
    assert chat.page.evaluate("Object.keys(localStorage)") == [f"fanal-chat {bot.url}"]


def test_a_voice_reads_the_answer_and_stops(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.pages["/voices.js"] = ("text/javascript", FAKE_VOICES, {})
    bot.script = lambda _text: [bot_message("First sentence. Second one.")]
    chat = open_chat(head=f'<script src="/voices.js"></script>{LOAD}').start()
    chat.page.get_by_role("button", name="Read aloud").click()
    assert chat.page.evaluate("spoken") == ["First sentence.", "Second one."]
    chat.page.get_by_role("button", name="Stop").click()
    expect(chat.page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert chat.page.evaluate("spoken") == []


def test_a_missing_voice_is_admitted(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.pages["/voices.js"] = ("text/javascript", FAKE_VOICES, {})
    bot.script = lambda _text: [bot_message("ሰላም", language="ti")]
    chat = open_chat(head=f'<script src="/voices.js"></script>{LOAD}').start()
    chat.page.get_by_role("button", name="Read aloud").click()
    expect(chat.page.get_by_text("This device has no voice for this language.")).to_be_visible()


def test_what_a_counsellor_writes_goes_to_no_voice_outside_the_device(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.pages["/voices.js"] = ("text/javascript", FAKE_VOICES, {})
    person = sample("counsellor", language="fr", dir="ltr", text="Bonjour")
    bot.script = lambda _text: [person, bot_message("Salut", language="fr")]
    chat = open_chat(head=f'<script src="/voices.js"></script>{LOAD}').start()
    read = chat.page.get_by_role("button", name="Read aloud")
    expect(read).to_have_count(2)
    read.first.click()
    assert chat.page.evaluate("spoken") == []
    read.last.click()
    assert chat.page.evaluate("spoken") == ["Salut"]


#: An English voice on the device and a French one at the browser's maker.
FAKE_VOICES = b"""
var spoken = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ lang: 'en-GB', localService: true }, { lang: 'fr_BE', localService: false }],
  speak: (utterance) => spoken.push(utterance.text),
  cancel: () => { spoken.length = 0; },
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
