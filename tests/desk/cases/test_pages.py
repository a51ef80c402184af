"""The counsellors' pages, through the door a browser uses."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.cases.actions.append_messages import append_messages
from desk.cases.actions.claim import claim
from desk.cases.actions.reply import reply
from desk.cases.actions.resolve import resolve
from desk.cases.actions.withdraw import withdraw
from desk.cases.models import Author, Message, Outcome, State
from desk.cases.queue import ASIDE_SHOWN
from desk.counsellors.models import Counsellor
from desk.delivery.models import Delivery, DeliveryState, Problem
from desk.labels.actions import put_label
from desk.notes.mentions import write_note
from tests.desk.conftest import LOGIN_BACKEND, logged_in

HTMX = {"HX-Request": "true"}
GETS = ("case", "news")
POSTS = ("claim", "acknowledge", "reply", "draft", "hand_back", "resolve", "send_again", "give_up")


def at(name: str, case) -> str:
    return reverse(f"cases:{name}", args=[case.id])


def send(browser: Client, case, text: str = "Dag!", **extra):
    form = {"reply_id": str(uuid4()), "text": text, "language": "nl"}
    return browser.post(at("reply", case), form, **extra)


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


class TestWhoMayEnter:
    @pytest.mark.parametrize("address", ["/", "/queue/news", "/accounts/profile/", "/admin/"])
    def test_nobody_sees_a_page_without_logging_in(self, db, address: str) -> None:
        answer = Client().get(address)
        assert answer.status_code == 302
        assert "login" in answer.url

    @pytest.mark.parametrize("name", GETS)
    def test_nobody_reads_a_case_without_logging_in(self, opened, name: str) -> None:
        answer = Client().get(at(name, opened()))
        assert (answer.status_code, "login" in answer.url) == (302, True)

    @pytest.mark.parametrize("name", POSTS)
    def test_nobody_acts_without_logging_in(self, opened, name: str) -> None:
        case = opened()
        answer = Client().post(at(name, case))
        assert (answer.status_code, "login" in answer.url) == (302, True)
        case.refresh_from_db()
        assert case.state == State.WAITING

    @pytest.mark.parametrize("name", POSTS)
    def test_no_action_follows_a_link(self, opened, page: Client, name: str) -> None:
        assert page.get(at(name, opened())).status_code == 405

    @pytest.mark.parametrize("name", POSTS)
    def test_no_action_comes_from_another_website(self, opened, counsellor, name: str) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(counsellor, backend=LOGIN_BACKEND)
        assert browser.post(at(name, opened())).status_code == 403

    @pytest.mark.parametrize("name", ["reply", "draft", "hand_back", "resolve"])
    def test_a_colleague_reads_but_does_not_act(
        self, opened, counsellor, colleague, name: str
    ) -> None:
        case = claim(opened().id, counsellor)
        browser = logged_in(colleague)

        assert browser.get(at("case", case)).status_code == 200
        assert b'id="reply-text"' not in browser.get(at("case", case)).content
        browser.post(
            at(name, case),
            {"reply_id": str(uuid4()), "text": "x", "language": "nl", "outcome": "other"},
        )

        case.refresh_from_db()
        assert (case.state, case.holder, case.draft) == (State.ACTIVE, counsellor, "")
        assert not Message.objects.filter(author=Author.COUNSELLOR).exists()

    def test_counsellors_do_not_administer_accounts_but_operators_do(self, page, colleague) -> None:
        assert page.get("/admin/counsellors/counsellor/").status_code == 403
        colleague.is_superuser = True
        colleague.save()
        assert logged_in(colleague).get("/admin/counsellors/counsellor/").status_code == 200


class TestQueue:
    def test_an_empty_queue_explains_itself(self, page: Client) -> None:
        text = page.get("/").content.decode()
        assert "Nobody waits." in text
        assert "You hold no case." in text

    def test_shows_who_waits_and_why(self, opened, page: Client) -> None:
        opened(urgent=True, reason="urgent", region="brussels", municipality="Evere")
        text = page.get("/").content.decode()

        for words in ("Urgent", "Arabic", "Evere, Brussels", "may be in danger", "5 minutes"):
            assert words in text
        assert '<p class="row-question" lang="ar" dir="rtl">سؤال</p>' in text

    def test_no_news_is_an_empty_answer_and_news_is_the_queue(self, opened, page: Client) -> None:
        opened()
        version = page.get("/").context["page"].version
        news = reverse("cases:queue_news")

        assert page.get(news, {"version": version}).status_code == 204
        opened(municipality="Genk")
        later = page.get(news, {"version": version})
        assert later.status_code == 200
        assert "Genk" in later.content.decode()

    def test_queries_do_not_grow_with_the_rows(self, opened, page: Client, counsellor) -> None:
        def more(number: int) -> int:
            for _ in range(number):
                put_label(opened().id, counsellor, f"label {number}")
                claim(opened().id, counsellor)
                withdraw(opened().id)
            return queries(page, "/")

        page.get("/")
        # From here on the closed ones are more than are shown, and so are counted.
        assert more(ASIDE_SHOWN + 1) == more(8)

    def test_speaks_the_counsellors_language(self, opened, page: Client) -> None:
        opened()
        text = page.get("/", headers={"Accept-Language": "nl-BE,nl;q=0.9"}).content.decode()
        assert '<html lang="nl">' in text
        assert "Arabisch" in text


class TestCasePage:
    def test_holds_the_whole_context(self, page: Client, wire, client) -> None:
        client.post(
            "/api/v1/cases",
            wire("case"),
            content_type="application/json",
            headers={"Authorization": "Bearer key-of-the-relay"},
        )
        text = page.get(f"/cases/{wire('case')['id']}/").content.decode()

        assert "Arabic" in text
        assert "العربية" in text
        assert "Antwerpen" in text
        assert "asked for a person" in text
        assert "هل يجب على زوجي أن يتبع الدورة؟" in text
        assert 'lang="ar" dir="rtl"' in text
        assert "1.1.3. Flanders &gt; Integration programme" in text
        assert "Is the integration programme" in text

    def test_a_strangers_words_stay_words(self, opened, said, page: Client) -> None:
        evil = "<script>alert(1)</script>\u202e\x07<img src=x onerror=alert(1)>"
        case = opened(
            municipality=evil,
            channel=evil[:40],
            summary=({"label": evil, "value": evil}, {"label": "question", "value": evil}),
            topic=evil,
        )
        append_messages(case.id, [said(evil), said(evil, author="bot", article=evil)])
        for address in ("/", at("case", case), f"{at('news', case)}?version=x"):
            text = page.get(address).content.decode()
            assert "&lt;script&gt;" in text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert not {"\u202e", "\x07"} & set(text)

    def test_a_very_long_message_is_shown_whole(self, opened, said, page: Client) -> None:
        case = opened(messages=0)
        words = "سؤال طويل " * 2000
        append_messages(case.id, [said(words)])

        text = page.get(at("case", case)).content.decode()

        assert words.strip() in text
        assert "Long message" in text

    def test_a_colleagues_newcomer_wants_no_reply_of_mine(
        self, opened, said, page, colleague
    ) -> None:
        case = claim(opened(messages=0).id, colleague)
        append_messages(case.id, [said("Hello?")])
        shown = page.get("/").content.decode()
        assert "Wants a reply" in shown
        assert "Wants your reply" not in shown

    def test_closing_before_an_answer_is_warned_of(self, opened, said, page, counsellor) -> None:
        case = claim(opened(messages=0).id, counsellor)
        warning = "The newcomer wrote last, and nobody has answered yet."
        assert warning not in page.get(at("case", case)).content.decode()
        append_messages(case.id, [said("And what does it cost?")])
        assert warning in page.get(at("case", case)).content.decode()

    def test_a_case_that_is_gone_says_so(self, page: Client, some_id) -> None:
        answer = page.get(f"/cases/{some_id}/")
        assert answer.status_code == 404
        assert b"not with your teams" in answer.content

    def test_queries_do_not_grow_with_the_talk(
        self, opened, said, page: Client, counsellor
    ) -> None:
        case = claim(opened(sender="same", messages=30).id, counsellor)

        def more(number: int) -> int:
            for _ in range(number):
                reply(case.id, counsellor, reply_id=uuid4(), text="Dag", language="nl")
                write_note(case.id, counsellor, "@bart")
                opened(sender="same")
            return queries(page, at("case", case))

        page.get(at("case", case))
        assert more(2) == more(9)

    def test_news_bring_new_words_only_and_nothing_when_there_are_none(
        self, opened, said, page: Client, counsellor
    ) -> None:
        case = claim(opened().id, counsellor)
        line = page.get(at("case", case)).context["timeline"]
        since = {
            "after_message": line.last_message,
            "after_event": line.last_event,
            "version": line.version,
            "state": f"active-{counsellor.pk}-0",
        }
        assert page.get(at("news", case), since).status_code == 204

        append_messages(case.id, [said("and my wife?")])
        text = page.get(at("news", case), since).content.decode()

        assert "and my wife?" in text
        assert "words 0" not in text
        # The form stays alone while somebody types in it.
        assert 'id="panel"' not in text

    def test_news_of_a_withdrawal_take_the_form_away(
        self, opened, page: Client, counsellor
    ) -> None:
        case = claim(opened().id, counsellor)
        withdraw(case.id)
        text = page.get(at("news", case), {"state": f"active-{counsellor.pk}-0"}).content.decode()

        assert 'id="panel"' in text
        assert "reply-text" not in text
        assert "no longer wants a person" in text

    @pytest.mark.parametrize("odd", ["-1", "1e3", "٣", "9" * 40, "x"])
    def test_odd_numbers_in_an_address_do_no_harm(self, opened, page: Client, odd: str) -> None:
        assert page.get(at("news", opened()), {"after_message": odd}).status_code == 200


class TestActions:
    def test_take_reply_and_close(self, opened, page: Client, counsellor: Counsellor) -> None:
        case = opened()
        assert page.post(at("claim", case)).url == at("case", case)
        assert send(page, case, "Dag, ik ben Ayşe.").status_code == 302
        text = page.get(at("case", case)).content.decode()
        assert "Dag, ik ben Ayşe." in text
        assert "on its way" in text

        closing = page.post(at("resolve", case), {"outcome": "answered", "note": "Fine."})
        assert closing.url == "/"
        text = page.get(at("case", case)).content.decode()
        assert "The question is answered" in text
        assert "Fine." in text
        assert "reply-text" not in text

    def test_the_slower_counsellor_reads_who_was_quicker(
        self, opened, counsellor, colleague
    ) -> None:
        case = claim(opened().id, counsellor)
        answer = logged_in(colleague).post(at("claim", case), follow=True)
        assert "Ayşe has just taken this case." in answer.content.decode()

    def test_words_that_could_not_be_sent_come_back(self, opened, page: Client, counsellor) -> None:
        case = claim(opened().id, counsellor)
        withdraw(case.id)

        answer = send(page, case, "Words worth keeping")

        assert answer.status_code == 409
        assert "Words worth keeping" in answer.content.decode()
        assert "no longer open" in answer.content.decode()

    def test_the_same_without_a_reload(self, opened, page: Client, counsellor) -> None:
        case = claim(opened().id, counsellor)

        answer = send(page, case, "x" * 5000, headers=HTMX)

        assert answer.status_code == 409
        text = answer.content.decode()
        assert "too long" in text
        assert "x" * 5000 in text
        assert "<html" not in text

    def test_a_reply_without_a_reload_gives_an_empty_form_and_calls_for_news(
        self, opened, page: Client, counsellor
    ) -> None:
        case = claim(opened().id, counsellor)
        before = page.get(at("case", case)).context["reply_form"].initial["reply_id"]

        answer = send(page, case, headers=HTMX)

        assert answer.headers["HX-Trigger"] == '{"news": {}}'
        text = answer.content.decode()
        assert "Dag!" not in text
        assert str(before) not in text

    def test_a_draft_is_there_after_a_reload_and_only_for_its_writer(
        self, opened, page: Client, counsellor, colleague
    ) -> None:
        case = claim(opened().id, counsellor)
        assert page.post(at("draft", case), {"text": "Ik zoek"}).content == b"Draft saved."

        assert "Ik zoek" in page.get(at("case", case)).content.decode()
        assert "Ik zoek" not in logged_in(colleague).get(at("case", case)).content.decode()

    def test_a_case_is_not_closed_without_an_outcome(
        self, opened, page: Client, counsellor
    ) -> None:
        case = claim(opened().id, counsellor)
        answer = page.post(at("resolve", case), {"note": "?"}, follow=True)
        case.refresh_from_db()
        assert case.state == State.ACTIVE
        assert "was not closed" in answer.content.decode()

    def test_give_back_with_a_note(self, opened, page: Client, counsellor, colleague) -> None:
        case = claim(opened().id, counsellor)
        page.post(at("hand_back", case), {"note": "Ask about the diploma."})
        text = logged_in(colleague).get(at("case", case)).content.decode()
        assert "Ask about the diploma." in text
        assert "Take this case" in text

    def test_late_words_are_seen_and_answered_by_who_closed_the_case(
        self, opened, said, page: Client, counsellor, colleague
    ) -> None:
        case = claim(opened().id, counsellor)
        resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
        append_messages(case.id, [said()])

        assert "Last words after closing" in page.get("/").content.decode()
        assert (
            "Ayşe can still answer" in logged_in(colleague).get(at("case", case)).content.decode()
        )
        assert send(logged_in(colleague), case).status_code == 409
        assert send(page, case).status_code == 302
        assert "Last words after closing" not in page.get("/").content.decode()

    def test_late_words_that_need_no_answer_are_put_aside(
        self, opened, said, page: Client, counsellor, colleague
    ) -> None:
        case = claim(opened().id, counsellor)
        resolve(case.id, counsellor, outcome=Outcome.ANSWERED)
        append_messages(case.id, [said("thank you")])

        logged_in(colleague).post(at("acknowledge", case))
        assert "Last words after closing" in page.get("/").content.decode()
        page.post(at("acknowledge", case))
        assert "Last words after closing" not in page.get("/").content.decode()

    def test_a_failed_delivery_is_seen_and_sent_again(
        self, opened, page: Client, counsellor
    ) -> None:
        case = claim(opened().id, counsellor)
        Delivery.objects.update(
            state=DeliveryState.FAILED, problem=Problem.UNREACHABLE, attempts=30
        )
        assert "Not delivered" in page.get("/").content.decode()
        assert "could not be reached" in page.get(at("case", case)).content.decode()

        page.post(at("send_again", case))

        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.attempts, delivery.problem) == ("queued", 0, "")

    def test_a_failed_delivery_is_given_up_by_its_holder_only(
        self, opened, page: Client, counsellor, colleague
    ) -> None:
        case = claim(opened().id, counsellor)
        Delivery.objects.update(state=DeliveryState.FAILED, problem=Problem.REFUSED)

        logged_in(colleague).post(at("give_up", case))
        assert Delivery.objects.get().state == DeliveryState.FAILED
        page.post(at("give_up", case))
        assert Delivery.objects.get().state == DeliveryState.DISCARDED
