"""News of replies, with the samples that the relay's tests load too."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from desk.cases.actions.claim import claim
from desk.cases.actions.reply import reply
from desk.delivery.models import Delivery, DeliveryState
from tests.desk.api.test_cases import Relay, is_error

REPLY = UUID("b7f7f1f9-2c25-4f0e-9a3b-0a4b6d6f7c01")
PATH = f"deliveries/{REPLY}"


@pytest.fixture
def relay(db) -> Relay:
    return Relay()


@pytest.fixture
def case(opened, counsellor):
    """A case with a reply that the bot took."""
    case = claim(opened().id, counsellor)
    reply(case.id, counsellor, reply_id=REPLY, text="Dag", language="nl")
    Delivery.objects.update(state=DeliveryState.SENT, payload={})
    return case


def test_the_page_shows_a_late_failure_and_then_that_it_arrived(case, relay, page, wire) -> None:
    for _ in range(2):
        answer = relay.post(PATH, wire("delivery_failed"))
    assert (answer.status_code, answer.json()) == (200, {"kept": False})
    shown = page.get(reverse("cases:case", args=[case.id])).content.decode()
    assert "A reply did not reach this person." in shown
    assert "Later messages wait" not in shown
    assert "If the person writes, it goes out again." in shown
    assert "Not delivered" in page.get(reverse("cases:queue")).content.decode()

    assert relay.post(PATH, wire("delivery_sent")).json() == {"kept": True}
    shown = page.get(reverse("cases:case", args=[case.id])).content.decode()
    assert "did not reach" not in shown
    assert "receipt-sent" in shown


def test_an_open_page_hears_of_a_late_failure(case, relay, page, wire) -> None:
    fields = {"after_message": 99999, "after_event": 99999, "version": "before"}
    relay.post(PATH, wire("delivery_failed"))
    news = page.get(reverse("cases:news", args=[case.id]), fields).content.decode()
    assert "A reply did not reach this person." in news
    assert "receipt-failed" in news


def test_a_late_failure_can_be_sent_again_and_given_up(case, relay, page, wire) -> None:
    relay.post(PATH, wire("delivery_failed"))
    page.post(reverse("cases:send_again", args=[case.id]))
    again = Delivery.objects.get(event_id=REPLY)
    assert (again.state, again.payload["text"]) == ("queued", "Dag")
    relay.post(PATH, wire("delivery_failed") | {"at": "2026-05-04T10:00:00Z"})
    told = page.post(reverse("cases:give_up", args=[case.id]), follow=True).content.decode()
    assert "1 message will not be sent." in told
    assert Delivery.objects.get(event_id=REPLY).state == "discarded"


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_reason_is_told_in_the_counsellors_language(case, relay, wire, language) -> None:
    relay.post(PATH, wire("delivery_failed"))
    english = Delivery.objects.get(event_id=REPLY).get_problem_display()
    with override(language):
        assert Delivery.objects.get(event_id=REPLY).get_problem_display() != english


def test_news_of_a_reply_that_the_desk_does_not_have_is_no_error(relay, wire) -> None:
    answer = relay.post(f"deliveries/{uuid4()}", wire("delivery_failed"))
    assert (answer.status_code, answer.json()) == (200, {"kept": False})


@pytest.mark.parametrize(
    "change",
    [
        {"state": "read"},
        {"state": "failed", "problem": None},
        {"problem": "bored"},
        {"state": "sent", "problem": "not_arrived"},
        {"at": "yesterday"},
        {"at": None},
    ],
)
def test_news_of_another_shape_is_refused(case, relay, wire, change) -> None:
    answer = relay.post(PATH, wire("delivery_failed") | change)
    is_error(answer, 422, "invalid")
    assert Delivery.objects.get(event_id=REPLY).state == "sent"


def test_nobody_without_the_key_brings_news(case, wire) -> None:
    is_error(Relay("x").post(PATH, wire("delivery_failed")), 401, "unauthorized")
