from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from desk.cases.actions.claim import claim
from desk.cases.wire import typing_event
from desk.delivery import typing
from desk.delivery.bot import Answer, HttpBot
from desk.delivery.models import Delivery, Problem
from desk.delivery.typing import EVERY_SECONDS, TypingSigns
from tests.desk.conftest import BOT_TOKEN


class Bot:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.taken: list[dict[str, Any]] = []

    def post(self, event: dict[str, Any]) -> Answer:
        self.taken.append(event)
        return self.answer


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_sign_a_few_seconds_for_each_case() -> None:
    bot, clock = Bot(Answer(None, Problem.UNREACHABLE, retry=True)), Clock()
    signs = TypingSigns(bot, clock=clock)
    assert signs.tell({"case": "a"})
    assert not signs.tell({"case": "a"})
    assert signs.tell({"case": "b"})
    clock.now = EVERY_SECONDS
    assert signs.tell({"case": "a"})
    signs.wait()
    assert [event["case"] for event in bot.taken] == ["a", "b", "a"]


def test_the_sign_has_the_form_that_both_sides_know(opened, counsellor, wire) -> None:
    event = typing_event(opened(), counsellor)
    sample = wire("desk_event_typing")
    assert event.keys() == sample.keys()
    assert (event["type"], event["counsellor"]) == (sample["type"], sample["counsellor"])


@pytest.fixture
def signs(fake_bot, monkeypatch) -> TypingSigns:
    signs = TypingSigns(HttpBot(fake_bot.url, BOT_TOKEN, timeout_seconds=5))
    monkeypatch.setattr("desk.cases.views.actions.typing_signs", lambda: signs)
    return signs


def keep(page, case, text: str):
    address = reverse("cases:draft", args=[case.id])
    return page.post(address, {"text": text, "reply_id": str(uuid4())})


def test_writing_is_told_to_the_bot_and_stands_in_no_outbox(
    opened, page, counsellor, fake_bot, signs
) -> None:
    case = claim(opened().id, counsellor)
    before = Delivery.objects.count()
    assert keep(page, case, "Half a sen").status_code == 200
    signs.wait()
    assert [(event["type"], event["case"]) for event in fake_bot.accepted] == [
        ("typing", str(case.id))
    ]
    assert "Half" not in str(fake_bot.accepted)
    assert Delivery.objects.count() == before


def test_an_emptied_field_is_no_writing_and_a_colleague_none_either(
    opened, page, counsellor, colleague, fake_bot, signs
) -> None:
    keep(page, claim(opened().id, counsellor), "  ")
    keep(page, claim(opened().id, colleague), "not mine")
    signs.wait()
    assert fake_bot.seen == []


def test_a_process_has_one() -> None:
    typing.typing_signs.cache_clear()
    assert typing.typing_signs() is typing.typing_signs()
