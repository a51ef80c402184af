from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from actions.clients.desk import QueueStatus, availability
from actions.clients.expectation import Expectation
from actions.hours import OpeningHours

SAMPLE = json.loads(
    (Path(__file__).parents[1] / "wire" / "availability.json").read_text(encoding="utf-8")
)


def test_an_availability_is_read_as_the_wire_shows_it() -> None:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.path, dict(request.url.params)))
        return httpx.Response(200, json=SAMPLE)

    asked = {"language": "ar", "municipality": "Liège"}
    found = asyncio.run(availability(asked, transport=httpx.MockTransport(answer)))
    assert seen == [("/api/v1/availability", asked)]
    assert (found.reachable, found.position) == (True, 3)
    expected = found.expectation
    assert (expected.open, expected.wait_minutes) == (False, 20)
    assert expected.opens_at == datetime.fromisoformat("2026-05-04T09:00:00+02:00")
    assert expected.hours is not None
    told = expected.hours.told_in("en")
    assert told == "Monday – Tuesday 09:00-12:00; Thursday 13:00-17:00"


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_desk_that_does_not_answer_promises_nothing(status: int) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(status))
    assert asyncio.run(availability({}, transport=transport)) == QueueStatus(False, None)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"open": True, "opens_at": None, "wait_minutes": None, "hours": []},
        {"open": None, "opens_at": "soon", "wait_minutes": "20", "hours": "always"},
        {"opens_at": "2026-05-04T09:00:00", "wait_minutes": -1, "hours": [{"weekday": 9}]},
    ],
)
def test_what_has_another_form_is_not_known(body: dict[str, object]) -> None:
    assert Expectation.read(body) == Expectation()


def test_two_spans_of_a_day_are_told_together() -> None:
    rows = [
        {"weekday": 0, "opens": "09:00", "closes": "12:00"},
        {"weekday": 0, "opens": "13:00", "closes": "17:00"},
    ]
    hours = OpeningHours.of_week(rows)
    assert hours is not None
    assert hours.told_in("en") == "Monday 09:00-12:00, 13:00-17:00"
