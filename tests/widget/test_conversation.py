"""Asking, and what an answer looks like."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from bot import texts
from bot.texts import catalogues
from knowledge.languages import LANGUAGES, direction
from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.conftest import OpenChat

Sample = Callable[..., Message]


def test_nothing_is_sent_before_the_person_agrees(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat(attributes='language="en" privacy-url="/privacy"').open()
    expect(chat.page.get_by_text("We keep your messages to answer you.")).to_be_visible()
    expect(chat.page.get_by_role("link", name="Privacy")).to_have_attribute(
        "href", f"{bot.url}/privacy"
    )
    assert bot.requests == []
    assert chat.kept() == {}


def test_the_first_opening_asks_the_bot_for_its_welcome(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.script = lambda _text: [bot_message("Welcome!")]
    chat = open_chat(attributes='language="nl" region="brussels"').start()
    assert bot.requests == [{"session_id": None, "token": None, "since": None}]
    [start] = bot.talk.taken
    assert start["message"] == "/start"
    assert start["metadata"] == {"language": "nl", "region": "brussels"}
    assert start["session_id"] == list(bot.talks)[-1]
    assert chat.said("bot") == ["Welcome!"]
    assert chat.said("newcomer") == []


def test_an_arabic_question_gets_an_arabic_answer_with_its_sources(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    answer = sample("answer")
    answer["custom"]["sections"] = [
        {"heading": "steps", "text": "1. أولًا\n2. ثانيًا"},
        {"heading": "where-to-go", "text": "- **Antwerpen**: Atlas"},
    ]
    bot.script = lambda text: [bot_message("Hello")] if text == "/start" else [answer]
    chat = open_chat().start()
    chat.write("ماذا أتعلم؟")

    bubble = chat.bubbles("is-answer")
    expect(bubble).to_contain_text("تتعلّم اللغة الهولندية")
    assert bubble.get_attribute("dir") == "rtl"
    assert bubble.get_attribute("lang") == "ar"
    assert bot.texts == ["/start", "ماذا أتعلم؟"]

    sources = bubble.locator("details", has_text="المصادر")
    expect(sources).to_contain_text("لم يراجع أحد هذه الترجمة بعد")
    title = sources.get_by_text("Labour market integration")
    expect(title).to_be_hidden()
    sources.locator("summary").click()
    expect(title).to_be_visible()
    expect(sources).to_contain_text("1.1.3. Flanders > Integration programme")
    expect(sources).to_contain_text("2018")

    steps = bubble.locator("details", has_text="خطوة بخطوة")
    steps.locator("summary").click()
    assert steps.locator("ol > li").all_inner_texts() == ["أولًا", "ثانيًا"]
    assert bubble.locator("details ul > li strong").text_content() == "Antwerpen"

    offices = bubble.locator("details", has_text="من يستطيع المساعدة")
    offices.locator("summary").click()
    link = offices.get_by_role("link")
    assert link.get_attribute("href") == "https://integratie-inburgering.be/"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_reviewed_translation_carries_no_warning(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    answer = sample("answer", language="en", dir="ltr")
    answer["custom"] |= {"translation": "reviewed", "language": "en", "dir": "ltr"}
    bot.script = lambda _text: [answer]
    chat = open_chat().start()
    expect(chat.bubbles("is-answer")).to_contain_text("Sources")
    expect(chat.bubbles("is-answer")).not_to_contain_text("not yet checked")


def test_a_chosen_button_becomes_the_newcomers_message_and_the_others_rest(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda text: [sample("clarify") if text == "/start" else bot_message("Thank you")]
    chat = open_chat().start()
    chat.choice("Brussels").click()
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts == ["/start", '/inform_place{"region": "brussels"}']
    assert chat.said("newcomer") == ["Brussels"]
    expect(chat.choice("Brussels")).to_have_class(re.compile("chosen"))
    expect(chat.choice("Flanders")).to_have_attribute("aria-disabled", "true")
    # A press that comes anyway, by keyboard or a shaking hand, does nothing.
    chat.choice("Flanders").click(force=True)
    chat.write("and now?")
    expect(chat.bubbles("bot")).to_have_count(3)
    assert bot.texts[2:] == ["and now?"]


def test_a_yes_under_an_old_question_rests_when_the_talk_has_moved_on(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    buttons = [
        {"title": "Yes", "payload": "/affirm"},
        {"title": "A person, please", "payload": "/ask_for_person"},
    ]
    bot.script = lambda text: [
        bot_message("Did this help?", buttons=buttons if text == "/start" else [])
    ]
    chat = open_chat().start()
    expect(chat.choice("Yes")).not_to_have_attribute("aria-disabled", "true")
    chat.write("Another question")
    expect(chat.choice("Yes")).to_have_attribute("aria-disabled", "true")
    expect(chat.choice("A person, please")).not_to_have_attribute("aria-disabled", "true")


def test_a_related_question_asks_for_its_article(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    answer = sample("answer")
    answer["custom"]["related"] = [{"article": "integration-programme-cost", "title": "كم يكلّف؟"}]
    bot.script = lambda text: [answer if text == "/start" else bot_message("It is free.")]
    chat = open_chat().start()
    chat.choice("كم يكلّف؟").click()
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts[-1] == '/ask_topic{"article":"integration-programme-cost"}'
    assert chat.said("newcomer") == ["كم يكلّف؟"]


def test_the_way_to_a_counsellor_shows_what_is_shared_and_the_place_in_the_queue(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    def script(text: str) -> list[Message]:
        if text == "/start":
            return [sample("handoff")]
        waiting = sample("handoff", id="waiting", text="Your question is sent.", buttons=[])
        waiting["custom"] |= {"state": "waiting", "position": 3, "summary": []}
        return [waiting]

    bot.script = script
    chat = open_chat().start()
    card = chat.page.locator(".handoff-card.offered")
    expect(card).to_contain_text("What the counsellor will see")
    rows = [" ".join(row.split()) for row in card.locator("dl > div").all_inner_texts()]
    assert rows == [
        "Language English",
        "Municipality Antwerpen",
        "Question Must my husband follow the course?",
    ]
    chat.choice("Yes, send it").click()
    expect(chat.status).to_have_text("Waiting for a counsellor · Your place in the queue: 3")
    assert bot.texts[-1] == "/affirm"


def test_numbers_that_help_in_danger_can_be_tapped(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    text = "Call 112 (police: 101), 1813 or 0800 32 123. In 2018, article 1712 was new."
    waiting = sample("handoff", text=text, buttons=[])
    ordinary = bot_message("The law of 1813, room 101. Call +32 2 555 12 34.")
    bot.script = lambda _text: [waiting, ordinary]
    chat = open_chat().start()
    expect(chat.bubbles("bot")).to_have_count(2)
    numbers = "links => links.map((link) => link.getAttribute('href'))"
    urgent = chat.page.locator(".is-handoff .text a").evaluate_all(numbers)
    assert urgent[:4] == ["tel:112", "tel:101", "tel:1813", "tel:080032123"]
    assert chat.page.locator(".is-welcome .text a").evaluate_all(numbers) == ["tel:+3225551234"]
    assert chat.said("bot") == [text, ordinary["text"]]


@pytest.mark.parametrize("response", ["utter_emergency", "utter_emergency_offer"])
def test_the_numbers_for_danger_can_be_tapped_in_every_language(
    bot: FakeBot, open_chat: OpenChat, sample: Sample, response: str
) -> None:
    catalogues.compile_all(only_stale=True)
    english = next(text for text, name in catalogues.sentences() if name == response)
    bot.script = lambda _text: [
        sample("handoff", id=code, text=texts.translate(english, code), language=code, buttons=[])
        | {"dir": direction(code)}
        for code in LANGUAGES
    ]
    chat = open_chat().start()
    expect(chat.bubbles("bot")).to_have_count(len(LANGUAGES))
    for bubble in chat.bubbles("bot").all():
        links = bubble.locator(".text a").evaluate_all("links => links.map((link) => link.href)")
        wanted = ["112", "101", "1813", "080032123", "1712", "080030030"]
        assert sorted(links) == sorted(f"tel:{number}" for number in wanted)


def test_a_counsellor_is_visibly_a_person_and_the_bot_is_not_awaited(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda text: [bot_message("Hello")] if text == "/start" else []
    chat = open_chat().start()
    active = sample("handoff", id="active", text="Ayşe is here.", buttons=[])
    active["custom"] |= {"state": "active", "summary": []}
    bot.say(active, sample("counsellor"))
    byline = chat.page.locator(".message.counsellor .byline")
    expect(byline).to_contain_text("Ayşe")
    expect(byline).to_contain_text("Integration counsellor")
    expect(chat.page.locator(".message.is-welcome .byline")).to_contain_text("Automatic assistant")
    expect(chat.status).to_have_text("A counsellor is helping you")
    chat.write("Thank you, Ayşe")
    expect(chat.page.locator(".progress[data-state=sent]")).to_have_count(1)
    expect(chat.page.locator(".typing")).to_be_hidden()


def test_waiting_for_an_answer_is_shown_until_it_comes(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.script = lambda text: [bot_message("Hello")] if text == "/start" else []
    chat = open_chat().start()
    expect(chat.page.locator(".typing")).to_be_hidden()
    chat.write("A hard question")
    expect(chat.page.locator(".typing")).to_be_visible()
    bot.say(bot_message("The answer"))
    expect(chat.page.locator(".typing")).to_be_hidden()


def test_a_screen_reader_hears_who_speaks_and_how_many_choices_there_are(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda _text: [sample("clarify")]
    chat = open_chat().start()
    heard = chat.page.locator(".announcer")
    assert heard.get_attribute("aria-live") == "polite"
    expect(heard.locator("p")).to_have_text(
        [
            "Fanal: Where do you live? The rules are different in each region.",
            "Answers to choose from: 4",
        ]
    )


def test_messages_that_arrive_behind_the_closed_bubble_are_counted(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.page.keyboard.press("Escape")
    expect(chat.launcher).to_be_visible()
    expect(chat.page.locator(".badge")).to_have_count(0)
    bot.say(bot_message("One"), bot_message("Two"))
    expect(chat.page.locator(".badge")).to_have_text("2")
    chat.open()
    expect(chat.bubbles("bot")).to_have_count(3)
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator(".badge")).to_have_count(0)


def test_a_message_of_an_unknown_kind_still_shows_its_text(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    odd = [
        bot_message("From the future", custom={"type": "hologram"}),
        bot_message("Without anything", custom=None, buttons=None),
        bot_message("Odd parts", custom={"type": "answer", "sources": "none", "offices": [7]}),
        {"text": "No id at all"},
    ]
    chat = open_chat().start()
    bot.say(*odd)
    expect(chat.bubbles("bot")).to_have_count(4)
    assert chat.said("bot")[1:] == ["From the future", "Without anything", "Odd parts"]


def test_a_counsellor_who_writes_is_seen_until_the_words_come_or_the_signs_end(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat(clock=True).start()
    sign = chat.page.locator(".typing")
    bot.type("Ayşe")
    expect(sign).to_be_visible()
    bot.say(bot_message("Hello", author="counsellor"))
    expect(sign).to_be_hidden()

    bot.type("Ayşe")
    expect(sign).to_be_visible()
    chat.page.clock.fast_forward(6_000)
    expect(sign).to_be_hidden()
