"""The interface in the reader's language, and mirrored where that language is written so."""

from __future__ import annotations

from playwright.sync_api import expect

from knowledge.languages import LANGUAGES
from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.conftest import OpenChat

START = {
    "en": "Start",
    "nl": "Beginnen",
    "fr": "Commencer",
    "de": "Beginnen",
    "ar": "البدء",
    "tr": "Başla",
    "uk": "Почати",
    "ru": "Начать",
    "fa": "شروع",
    "es": "Empezar",
    "ps": "پیل",
    "so": "Bilow",
    "ti": "ጀምር",
    "pt": "Começar",
    "ro": "Începeți",
}


def test_the_picker_offers_every_language_in_its_own_script_and_direction(
    open_chat: OpenChat,
) -> None:
    chat = open_chat().start()
    chat.page.locator(".languages-button").click()
    shown = chat.page.locator(".language").evaluate_all(
        "buttons => buttons.map((button) => [button.lang, button.textContent, button.dir])"
    )
    assert shown == [[code, spoken.name, spoken.direction] for code, spoken in LANGUAGES.items()]


def test_the_welcome_offers_likely_languages_first_and_all_of_them_on_request(
    open_chat: OpenChat,
) -> None:
    chat = open_chat(attributes='language="nl"', locale="uk-UA").open()
    first = chat.page.locator(".language[data-language]")
    assert first.first.text_content() == "Nederlands"
    assert first.nth(1).text_content() == "Українська"
    expect(first).to_have_count(6)
    more = chat.page.get_by_role("button", name="Meer talen")
    expect(more).to_contain_text("ትግርኛ")
    more.click()
    expect(first).to_have_count(len(LANGUAGES))
    assert chat.page.evaluate("document.querySelector('fanal-chat').shadowRoot.activeElement.lang")


def test_each_language_reads_in_itself(
    open_chat: OpenChat,
) -> None:
    chat = open_chat().open()
    chat.page.locator(".more-languages").click()
    for code in LANGUAGES:
        rest = chat.page.locator(".more-languages")
        if rest.count() and not chat.page.locator(f"[data-language={code}]").count():
            rest.click()
        chat.page.locator(f"[data-language={code}]").click()
        expect(chat.start_button).to_have_text(START[code])
        root = chat.page.locator(".root")
        assert root.get_attribute("lang") == code
        assert root.get_attribute("dir") == LANGUAGES[code].direction


def test_choosing_arabic_mirrors_the_layout_and_tells_the_bot(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    def script(text: str) -> list[Message]:
        if text != "/start":
            return [bot_message("سأجيبك بالعربية.", language="ar", dir="rtl")]
        return [bot_message("Hello")]

    bot.script = script
    chat = open_chat().start()
    panel = chat.panel.bounding_box()
    close = chat.page.get_by_role("button", name="Close").bounding_box()
    assert panel
    assert close
    assert panel["x"] > 500
    assert close["x"] > panel["x"] + panel["width"] / 2

    chat.pick_language("ar")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts[-1] == '/change_language{"chosen_language":"ar"}'
    panel = chat.panel.bounding_box()
    close = chat.page.get_by_role("button", name="إغلاق").bounding_box()
    assert panel
    assert close
    assert panel["x"] < 100
    assert close["x"] < panel["x"] + panel["width"] / 2
    expect(chat.input).to_have_attribute("placeholder", "كتابة سؤالك…")
    # The English welcome keeps its own direction inside the mirrored page.
    english = chat.bubbles("bot").first
    assert english.evaluate("bubble => getComputedStyle(bubble).direction") == "ltr"

    chat.write("مرحبا")
    expect(chat.bubbles("bot")).to_have_count(3)
    assert bot.talk.taken[-1]["metadata"]["language"] == "ar"


def test_a_language_chosen_on_the_welcome_page_reaches_the_bot_before_its_welcome(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().open()
    chat.page.locator("[data-language=ar]").click()
    assert bot.requests == []
    chat.start_button.click()
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts == ['/change_language{"chosen_language":"ar"}', "/start"]
    assert bot.talk.taken[0]["metadata"]["language"] == "ar"


def test_the_choice_is_remembered_on_the_next_page(open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.pick_language("tr")
    chat.page.reload()
    expect(chat.launcher).to_have_text("Soru sorun")


def test_without_a_wish_of_the_page_the_browser_decides(open_chat: OpenChat) -> None:
    assert open_chat(attributes="", locale="fr-BE").launcher.text_content() == "Poser une question"
    assert open_chat(attributes="", locale="hu-HU").launcher.text_content() == "Ask a question"


def test_the_element_follows_when_the_person_asks_the_bot_for_another_language(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    notice = {"type": "notice", "notice": "language_changed"}
    chat = open_chat().start()
    bot.say(bot_message("Je réponds en français.", language="fr", custom=notice))
    expect(chat.input).to_have_attribute("placeholder", "Écrivez votre question…")


def test_mixed_directions_stay_apart(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.write("ما هو VDAB؟")
    chat.write("What is VDAB?")
    expect(chat.bubbles("newcomer")).to_have_count(2)
    directions = chat.page.locator(".typed").evaluate_all(
        "typed => typed.map((one) => getComputedStyle(one).direction)"
    )
    assert directions == ["rtl", "ltr"]
    isolated = chat.page.locator(".name").first.evaluate(
        "name => getComputedStyle(name).unicodeBidi"
    )
    assert isolated == "isolate"


def test_a_latin_name_keeps_its_order_inside_arabic(bot: FakeBot, open_chat: OpenChat) -> None:
    text = "اسأل NARIC-Vlaanderen أو Info-Integration، ثم Le Forem (B1). https://vdab.be"
    bot.script = lambda _text: [bot_message(text, language="ar", dir="rtl")]
    chat = open_chat().start()
    assert chat.said("bot") == [text]
    names = chat.page.locator(".text bdi").all_inner_texts()
    assert names == ["NARIC-Vlaanderen", "Info-Integration", "Le Forem", "B1"]
    expect(chat.page.locator(".text a")).to_have_text("https://vdab.be")


def test_times_have_western_digits_in_every_language(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat(timezone_id="Europe/Brussels").start()
    for code in ("fa", "ar"):
        chat.pick_language(code)
        expect(chat.page.locator("time").first).to_contain_text("11:30")
