"""What the bot tells of replies after it had answered for them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest

from desk.cases.actions.claim import claim
from desk.cases.actions.erase_person import erase_person
from desk.cases.actions.reply import reply
from desk.cases.pulse import beat
from desk.delivery.actions import give_up, send_again
from desk.delivery.bot import Answer, HttpBot
from desk.delivery.courier import Courier
from desk.delivery.models import Delivery, DeliveryState, Problem
from desk.delivery.news import News, take
from tests.desk.conftest import BOT_TOKEN

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=timezone.utc)
FAILED, SENT, STORED = DeliveryState.FAILED, DeliveryState.SENT, DeliveryState.STORED


@pytest.fixture
def courier(fake_bot):
    bot = HttpBot(fake_bot.url, BOT_TOKEN, timeout_seconds=5)
    yield Courier(bot, attempts=5, lease_seconds=30)
    bot.close()


@pytest.fixture
def case(opened, counsellor):
    case = claim(opened().id, counsellor)
    Delivery.objects.all().delete()
    return case


@pytest.fixture
def say(case, counsellor):
    """A reply; its delivery."""

    def make(text: str) -> Delivery:
        message = reply(case.id, counsellor, reply_id=uuid4(), text=text, language="nl")
        return Delivery.objects.get(message=message)

    return make


def told(delivery: Delivery, state: DeliveryState, *, minutes: float = 0) -> bool:
    problem = Problem.NOT_ARRIVED if state == FAILED else None
    return take(News(delivery.event_id, state, problem, NOW + timedelta(minutes=minutes)))


def deliver(courier: Courier) -> int:
    """All that is due."""
    return sum(iter(courier.round, 0))


def states() -> list[str]:
    return list(Delivery.objects.values_list("state", flat=True))


def test_a_reply_that_was_delivered_fails_late_and_open_pages_hear_of_it(courier, say) -> None:
    delivery = say("one")
    deliver(courier)
    before = beat()
    assert told(delivery, FAILED)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.problem, delivery.late) == (FAILED, "not_arrived", True)
    assert beat() != before


def test_a_reply_that_waited_is_delivered_once_the_person_has_it(courier, fake_bot, say) -> None:
    fake_bot.delivered = "stored"
    delivery = say("one")
    deliver(courier)
    assert states() == [STORED]
    assert told(delivery, SENT)
    assert states() == [SENT]


def test_older_and_repeated_news_changes_nothing(courier, say) -> None:
    delivery = say("one")
    deliver(courier)
    assert told(delivery, FAILED, minutes=1)
    assert told(delivery, SENT, minutes=2)
    for minutes in (0, 1, 2):
        assert not told(delivery, FAILED, minutes=minutes)
    assert states() == [SENT]


def test_news_of_an_unknown_or_erased_reply_is_no_error(case, say) -> None:
    delivery = say("one")
    erase_person(case.sender)
    assert not told(delivery, FAILED)
    assert not take(News(UUID(int=0), SENT, None, NOW))


def test_a_late_failure_does_not_hold_back_what_comes_behind_it(courier, fake_bot, say) -> None:
    delivery = say("one")
    deliver(courier)
    told(delivery, FAILED)
    say("two")
    deliver(courier)
    assert fake_bot.texts == ["one", "two"]
    assert states() == [FAILED, SENT]


def test_sent_again_the_bot_gets_the_same_event_as_before(case, courier, fake_bot, say) -> None:
    delivery = say("one")
    deliver(courier)
    told(delivery, FAILED)
    assert send_again(case) == 1
    assert not told(delivery, FAILED), "news of before"
    deliver(courier)
    assert fake_bot.seen[0] == fake_bot.seen[1]
    assert states() == [SENT]


def test_sent_again_in_vain_it_holds_back_the_others_as_any_other(
    case, courier, fake_bot, say
) -> None:
    delivery = say("one")
    deliver(courier)
    told(delivery, FAILED)
    send_again(case)
    say("two")
    fake_bot.script.append(422)
    deliver(courier)
    assert fake_bot.texts == ["one"]
    assert states() == [FAILED, "queued"]


def test_a_late_failure_that_was_given_up_rests_unless_it_arrives(case, courier, say) -> None:
    delivery = say("one")
    deliver(courier)
    told(delivery, FAILED)
    assert give_up(case) == 1
    assert not told(delivery, FAILED, minutes=1)
    assert not told(delivery, STORED, minutes=2)
    # The person wrote before the bot knew.
    assert told(delivery, SENT, minutes=3)
    assert states() == [SENT, "queued"]


def test_given_up_the_bot_is_told_before_it_gets_the_next_reply(
    case, courier, fake_bot, say, wire
) -> None:
    delivery = say("one")
    deliver(courier)
    told(delivery, FAILED)
    give_up(case)
    say("two")
    deliver(courier)
    [_, recall, _] = fake_bot.accepted
    assert recall | {"id": ""} == {
        **wire("desk_event_recall"),
        "id": "",
        "sender": case.sender,
        "case": str(case.id),
        "message": str(delivery.event_id),
    }
    assert fake_bot.accepted[2]["text"] == "two"
    assert states() == ["discarded", SENT, SENT]


def test_news_that_overtakes_the_bots_answer_counts(courier, monkeypatch, say) -> None:
    delivery = say("one")

    def answered_late(_) -> Answer:
        return Answer(SENT)

    settle = courier._settle

    def told_first(row, answer) -> None:
        told(delivery, FAILED)
        settle(row, answer)

    monkeypatch.setattr(courier._bot, "post", answered_late)
    monkeypatch.setattr(courier, "_settle", told_first)
    assert deliver(courier) == 1
    assert states() == [FAILED]
