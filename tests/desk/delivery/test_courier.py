"""The courier against a bot that is down, slow, broken or forgetful: nothing lost, all in order."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from desk.cases.actions.claim import claim
from desk.cases.actions.erase_person import erase_person
from desk.cases.actions.reply import reply
from desk.delivery.actions import give_up, send_again
from desk.delivery.bot import HttpBot
from desk.delivery.courier import Courier
from desk.delivery.management.commands.deliver import run
from desk.delivery.models import Delivery, DeliveryState, Problem
from tests.desk.conftest import BOT_TOKEN
from tests.desk.fake_bot import FakeBot, serve


class Clock:
    """Moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime.now(timezone.utc) + timedelta(seconds=1)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def courier_to(clock: Clock):
    """A courier to an address, that tries five times and waits a minute in between."""
    bots: list[HttpBot] = []

    def make(url: str, *, token: str = BOT_TOKEN, timeout_seconds: float = 5) -> Courier:
        bots.append(HttpBot(url, token, timeout_seconds=timeout_seconds))
        return Courier(
            bots[-1],
            attempts=5,
            lease_seconds=30,
            clock=clock,
            wait=lambda attempts: timedelta(minutes=1),
        )

    yield make
    for bot in bots:
        bot.close()


@pytest.fixture
def courier(courier_to, fake_bot: FakeBot) -> Courier:
    return courier_to(fake_bot.url)


@pytest.fixture
def talk(opened, counsellor):
    """A taken case with the given replies; its first event, the change of state, is gone."""

    def make(*words: str, **changes):
        case = claim(opened(**changes).id, counsellor)
        Delivery.objects.filter(case=case).delete()
        for text in words:
            reply(case.id, counsellor, reply_id=uuid4(), text=text, language="nl")
        return case

    return make


def deliver(courier: Courier) -> int:
    """All that is due."""
    return sum(iter(courier.round, 0))


def states(case) -> list[str]:
    return list(Delivery.objects.filter(case=case).values_list("state", flat=True))


def test_delivers_in_order_and_keeps_no_copy(courier, fake_bot, talk) -> None:
    case = talk("one", "two", "three")

    assert deliver(courier) == 3

    assert fake_bot.texts == ["one", "two", "three"]
    assert states(case) == ["sent", "sent", "sent"]
    assert [row.payload for row in Delivery.objects.all()] == [{}, {}, {}]


def test_tells_when_the_person_is_not_there(courier, fake_bot, talk) -> None:
    fake_bot.delivered = "stored"
    case = talk("one")
    deliver(courier)
    assert states(case) == ["stored"]


def test_what_the_bot_had_already_counts_as_delivered(courier, fake_bot, talk) -> None:
    case = talk("one")
    deliver(courier)
    # As after a crash between the bot's answer and the desk's note of it.
    message = case.messages.get(author="counsellor")
    Delivery.objects.update(
        state=DeliveryState.QUEUED, payload={"id": message.message_id, "text": "one"}
    )

    deliver(courier)

    assert states(case) == ["sent"]
    assert fake_bot.texts == ["one"]


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (500, Problem.TROUBLE),
        (503, Problem.TROUBLE),
        (429, Problem.TROUBLE),
        (401, Problem.UNAUTHORIZED),
    ],
)
def test_trouble_is_tried_again_and_order_is_kept(
    courier, fake_bot, talk, clock, status, problem
) -> None:
    case = talk("one", "two")
    fake_bot.script.extend([status, status])

    deliver(courier)
    assert fake_bot.texts == []
    row = Delivery.objects.filter(case=case).first()
    assert (row.state, row.attempts, row.problem) == ("queued", 1, problem)
    assert deliver(courier) == 0, "not before its time"

    clock.pass_by(minutes=1)
    deliver(courier)
    clock.pass_by(minutes=1)
    deliver(courier)

    assert fake_bot.texts == ["one", "two"]
    assert states(case) == ["sent", "sent"]


def test_a_bot_that_is_down_loses_nothing(courier_to, talk, clock) -> None:
    with serve(BOT_TOKEN) as bot:
        url = bot.url
    courier = courier_to(url)
    case = talk("one", "two")
    deliver(courier)
    row = Delivery.objects.first()
    assert (row.state, row.problem) == ("queued", Problem.UNREACHABLE)

    with serve(BOT_TOKEN) as back:
        clock.pass_by(minutes=1)
        deliver(courier_to(back.url))
        assert back.texts == ["one", "two"]
    assert states(case) == ["sent", "sent"]


def test_a_bot_that_is_slow_is_asked_again_and_delivers_once(
    courier_to, fake_bot, talk, clock
) -> None:
    case = talk("one")
    fake_bot.go.clear()
    impatient = courier_to(fake_bot.url, timeout_seconds=0.05)
    deliver(impatient)
    row = Delivery.objects.get()
    assert (row.state, row.problem) == ("queued", Problem.TIMEOUT)

    fake_bot.go.set()
    clock.pass_by(minutes=1)
    deliver(courier_to(fake_bot.url))

    assert fake_bot.texts == ["one"]
    assert states(case) == ["sent"]


def test_after_its_last_attempt_it_fails_and_holds_back_the_rest(
    courier, fake_bot, talk, clock
) -> None:
    case, other = talk("one", "two"), talk("elsewhere")
    # Its turn comes later, so that the five bad answers all meet the first case.
    Delivery.objects.filter(case=other).update(next_attempt_at=clock.now + timedelta(days=1))
    fake_bot.script.extend([500] * 5)
    for _ in range(7):
        deliver(courier)
        clock.pass_by(minutes=1)

    assert states(case) == ["failed", "queued"]
    assert fake_bot.texts == []
    clock.pass_by(days=2)
    deliver(courier)
    assert fake_bot.texts == ["elsewhere"], "another case does not wait"


def test_sent_again_by_hand_it_arrives_before_what_waited_behind_it(
    courier, fake_bot, talk
) -> None:
    case = talk("one", "two")
    fake_bot.script.append(404)
    deliver(courier)
    row = Delivery.objects.first()
    assert (row.state, row.attempts, row.problem) == ("failed", 1, Problem.UNKNOWN_CONVERSATION)

    assert send_again(case) == 1
    deliver(courier)

    assert fake_bot.texts == ["one", "two"]


def test_given_up_it_lets_the_others_pass_and_forgets_its_words(courier, fake_bot, talk) -> None:
    case = talk("one", "two")
    fake_bot.script.append(422)
    deliver(courier)
    assert states(case) == ["failed", "queued"]

    give_up(case)
    deliver(courier)

    assert fake_bot.texts == ["two"]
    assert states(case) == ["discarded", "sent"]
    assert Delivery.objects.first().payload == {}


def test_what_another_courier_has_in_hand_is_left_alone_until_its_lease_ends(
    courier, fake_bot, talk, clock
) -> None:
    case = talk("one", "two")
    head = Delivery.objects.filter(case=case).first()
    Delivery.objects.filter(pk=head.pk).update(leased_until=clock.now + timedelta(seconds=30))

    assert deliver(courier) == 0
    clock.pass_by(seconds=31)
    deliver(courier)
    assert fake_bot.texts == ["one", "two"]


def test_a_person_erased_meanwhile_stays_erased(courier, talk, monkeypatch) -> None:
    case = talk("one")
    settle = courier._settle

    def erase_then_settle(delivery, answer) -> None:
        erase_person(case.sender)
        settle(delivery, answer)

    monkeypatch.setattr(courier, "_settle", erase_then_settle)
    assert courier.round() == 1

    assert not Delivery.objects.exists()


def test_cases_do_not_wait_for_each_other(courier, fake_bot, talk) -> None:
    cases = [talk("a", "b") for _ in range(6)]
    deliver(courier)
    for case in cases:
        own = [event["text"] for event in fake_bot.accepted if event["case"] == str(case.id)]
        assert own == ["a", "b"]


def test_queries_of_a_round_do_not_grow_with_what_is_delivered(
    courier, talk, django_assert_num_queries
) -> None:
    for _ in range(3):
        talk("one", "two", "three")
    deliver(courier)
    with django_assert_num_queries(1):
        assert courier.round() == 0


def test_a_database_that_is_away_does_not_end_the_courier(caplog) -> None:
    stop = Event()

    class Flaky:
        calls = 0

        def round(self) -> int:
            self.calls += 1
            if self.calls == 1:
                raise DatabaseError("locked")
            stop.set()
            return 1

    flaky = Flaky()
    run(flaky, stop, idle_seconds=0)
    assert flaky.calls == 2
    assert "trying again" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_it_settles_what_it_has_in_hand(courier_to, fake_bot, new_case) -> None:
    from desk.cases.actions.open_case import open_case
    from tests.desk.conftest import add_counsellor

    case, _ = open_case(new_case())
    claim(case.id, add_counsellor("ayse", display_name="Ayşe"))
    fake_bot.go.clear()
    stop = Event()
    courier = courier_to(fake_bot.url)
    asked = Event()
    post = courier._bot.post

    def tell_and_post(event):
        asked.set()
        return post(event)

    courier._bot.post = tell_and_post

    def work() -> None:
        run(courier, stop)
        connection.close()

    thread = Thread(target=work)
    thread.start()
    assert asked.wait(10)
    stop.set()
    fake_bot.go.set()
    thread.join(10)

    assert not thread.is_alive()
    assert states(case) == ["sent"]
