"""Bad networks: nothing lost, nothing doubled, in order."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.fakes.bot_socket import FakeBot, Message, bot_message
from tests.widget.conftest import LOAD, OpenChat

Sample = Callable[..., Message]


def test_what_is_written_offline_is_kept_and_sent_in_order(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.cut_line()
    for text in ("one", "two", "three"):
        chat.write(text)
    expect(chat.page.locator(".progress[data-state=pending]")).to_have_count(3)
    expect(chat.status).to_contain_text("No connection.")
    waiting = [unsent["id"] for unsent in chat.kept()["unsent"]]

    chat.restore_line()
    expect(chat.bubbles("bot")).to_have_count(4)
    assert bot.texts == ["/start", "one", "two", "three"]
    assert [body["message_id"] for body in bot.talk.taken[1:]] == waiting
    expect(chat.page.locator(".progress[data-state=pending]")).to_have_count(0)
    assert chat.kept()["unsent"] == []


def test_a_lost_connection_comes_back_by_itself(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.cut_line()
    bot.down = False
    expect(chat.page.locator(".status.offline")).to_have_count(0)
    chat.write("Back")
    expect(chat.bubbles("bot")).to_have_count(2)


def test_a_bot_that_is_down_at_first_is_tried_again(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.down = True
    chat = open_chat().open()
    chat.start_button.click()
    expect(chat.status).to_contain_text("No connection.")
    bot.down = False
    expect(chat.bubbles("bot")).to_have_count(1)
    assert bot.texts == ["/start"]


def test_a_greeting_that_got_no_reply_is_repeated(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.silent = True
    chat = open_chat(clock=True).open()
    chat.start_button.click()
    expect(chat.status).to_have_text("Connecting…")
    bot.wait_for_requests(1)
    bot.silent = False
    chat.page.clock.fast_forward(10_000)
    expect(chat.bubbles("bot")).to_have_count(1)


def test_an_answer_that_takes_long_is_excused(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.script = lambda text: [bot_message("Hello")] if text == "/start" else []
    chat = open_chat(clock=True).start()
    chat.write("A hard question")
    expect(chat.page.locator(".progress[data-state=sent]")).to_have_count(1)
    chat.page.clock.fast_forward(25_000)
    expect(chat.status).to_contain_text("The answer takes longer than usual.")
    expect(chat.page.locator(".typing")).to_be_hidden()
    bot.say(bot_message("At last"))
    expect(chat.status).to_be_empty()


def test_unsent_messages_survive_a_reload(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    chat.cut_line()
    chat.write("Do not forget me")
    waiting = chat.kept()["unsent"][0]["id"]
    chat.page.reload()
    chat.open()
    pending = chat.page.locator(".message.newcomer.pending")
    expect(pending).to_contain_text("Do not forget me")
    expect(pending).to_contain_text("Waiting to be sent")
    chat.restore_line()
    expect(chat.bubbles("bot")).to_have_count(2)
    assert [body["message_id"] for body in bot.talk.taken][1:] == [waiting]
    assert chat.said("newcomer") == ["Do not forget me"]


def test_a_message_whose_acknowledgement_got_lost_is_not_doubled(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    bot.lose_acknowledgements = True
    chat.write("Once")
    expect(chat.page.locator(".status.offline")).to_be_visible()
    bot.lose_acknowledgements = False
    chat.restore_line()
    expect(chat.bubbles("bot")).to_have_count(2)
    expect(chat.page.locator(".progress[data-state=pending]")).to_have_count(0)
    assert bot.texts == ["/start", "Once"]
    assert chat.said("newcomer") == ["Once"]
    assert chat.said("bot") == ["You said: /start", "You said: Once"]
    assert chat.kept()["unsent"] == []


def test_an_event_that_arrives_twice_is_shown_once(bot: FakeBot, open_chat: OpenChat) -> None:
    bot.repeat = True
    chat = open_chat().start()
    chat.write("Hello")
    expect(chat.bubbles("bot")).to_have_count(2)
    bot.say(bot_message("Last"))
    expect(chat.bubbles("bot")).to_have_count(3)
    assert chat.said("bot") == ["You said: /start", "You said: Hello", "Last"]
    expect(chat.page.locator(".announcer p")).to_have_count(3)


def test_what_was_said_meanwhile_is_fetched_after_the_last_seen_message(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    chat = open_chat().start()
    bot.say(bot_message("Seen", id="seen"))
    expect(chat.bubbles("bot")).to_have_count(2)
    chat.cut_line()
    chat.write("Is anybody there?")
    bot.store(sample("counsellor", text="I was here."))
    chat.restore_line()
    expect(chat.bubbles("bot")).to_have_count(3)
    session = list(bot.talks)[-1]
    asked = {"session_id": session, "token": f"token of {session}", "since": "seen"}
    assert bot.requests[-1] == asked
    # The counsellor wrote before the message arrived, and so it stands.
    assert chat.page.locator(".message :is(.text, .typed)").all_inner_texts() == [
        "You said: /start",
        "Seen",
        "I was here.",
        "Is anybody there?",
        "You said: Is anybody there?",
    ]


def test_a_reload_replays_the_conversation_and_its_choices(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    bot.script = lambda text: [sample("clarify") if text == "/start" else bot_message("Noted.")]
    chat = open_chat().start()
    chat.choice("Wallonia").click()
    expect(chat.bubbles("bot")).to_have_count(2)
    session = chat.kept()["session"]
    chat.page.reload()
    chat.open()
    expect(chat.bubbles("bot")).to_have_count(2)
    asked = {"session_id": session, "token": f"token of {session}", "since": None}
    assert bot.requests[-1] == asked
    assert chat.said("newcomer") == ["Wallonia"]
    expect(chat.page.locator(".choice.chosen")).to_have_text("Wallonia (chosen)")
    assert len(bot.talks) == 1
    assert bot.texts == ["/start", '/inform_place{"region": "wallonia"}']
    # What is replayed is not news.
    expect(chat.page.locator(".announcer p")).to_have_count(0)


def test_a_refused_message_waits_for_the_person_and_does_not_block_the_next(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    bot.refuse_messages = True
    chat.write("First")
    expect(chat.page.locator(".progress[data-state=failed]")).to_contain_text("Not sent.")
    expect(chat.page.locator(".typing")).to_be_hidden()
    bot.refuse_messages = False
    chat.write("Second")
    expect(chat.bubbles("bot")).to_have_count(2)
    chat.page.get_by_role("button", name="Try again").click()
    expect(chat.bubbles("bot")).to_have_count(3)
    assert bot.texts == ["/start", "Second", "First"]
    expect(chat.page.locator(".progress[data-state=failed]")).to_have_count(0)


def test_a_session_that_the_bot_lost_is_asked_for_again(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    bot.forget_sessions()
    chat.write("Still me")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert [request["session_id"] for request in bot.requests] == [None, list(bot.talks)[-1]]
    assert bot.texts == ["/start", "Still me"]


def test_two_tabs_share_one_conversation(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat().start()
    second = chat.page.context.new_page()
    second.goto(chat.page.url)
    second.locator(".launcher").click()
    expect(second.locator(".message.bot")).to_have_count(1)
    chat.write("From the first tab")
    expect(chat.bubbles("bot")).to_have_count(2)
    expect(second.locator(".message.bot")).to_have_count(2)
    assert len(bot.talks) == 1


def test_the_page_may_be_on_another_address_than_the_bot(bot: FakeBot, open_chat: OpenChat) -> None:
    chat = open_chat(
        attributes=f'bot-url="http://localhost:{bot.port}" language="en"',
        policy="default-src 'none'; script-src 'self'; "
        f"connect-src http://localhost:{bot.port} ws://localhost:{bot.port}",
    ).start()
    chat.write("Across")
    expect(chat.bubbles("bot")).to_have_count(2)


def test_a_network_that_blocks_websockets_is_no_obstacle(bot: FakeBot, open_chat: OpenChat) -> None:
    blocked = b"""WebSocket = class {
        constructor() { setTimeout(() => this.onerror(new Event("error"))); }
        close() {}
    };"""
    bot.pages["/no-websocket.js"] = ("text/javascript", blocked, {})
    chat = open_chat(head=f'<script src="/no-websocket.js"></script>{LOAD}').start()
    chat.write("By polling")
    expect(chat.bubbles("bot")).to_have_count(2)
    assert bot.texts == ["/start", "By polling"]


def test_a_conversation_that_the_bot_has_no_more_begins_anew(
    bot: FakeBot, open_chat: OpenChat
) -> None:
    chat = open_chat().start()
    chat.write("From before")
    expect(chat.bubbles("bot")).to_have_count(2)
    chat.cut_line()
    chat.page.evaluate(
        """() => { const key = Object.keys(localStorage).find((key) => key.startsWith('fanal'));
            const kept = JSON.parse(localStorage[key]);
            localStorage[key] = JSON.stringify({...kept, token: 'forged'}); }"""
    )
    chat.restore_line()
    expect(chat.bubbles("newcomer")).to_have_count(0)
    expect(chat.bubbles("bot")).to_have_count(1)
    assert chat.kept()["session"] == list(bot.talks)[-1]
    assert bot.texts == ["/start"]


def test_a_minute_without_a_network_in_mid_conversation_loses_nothing(
    bot: FakeBot, open_chat: OpenChat, sample: Sample
) -> None:
    chat = open_chat(clock=True).start()
    chat.write("Before")
    expect(chat.bubbles("bot")).to_have_count(2)
    chat.cut_line()
    chat.write("First")
    chat.page.clock.fast_forward(30_000)
    bot.store(sample("counsellor", text="I wrote while you were away."))
    chat.write("Second")
    chat.page.clock.fast_forward(30_000)
    assert bot.texts == ["/start", "Before"]
    chat.restore_line()
    expect(chat.bubbles("counsellor")).to_have_count(1)
    expect(chat.bubbles("bot")).to_have_count(4)
    assert chat.said("newcomer") == ["Before", "First", "Second"]
    assert bot.texts == ["/start", "Before", "First", "Second"]
    assert chat.kept()["unsent"] == []
