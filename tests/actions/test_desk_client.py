from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest

from actions.clients.desk import QueueStatus, queue_status


def ask(handler: Callable[[httpx.Request], httpx.Response]) -> QueueStatus:
    return asyncio.run(queue_status("c1", transport=httpx.MockTransport(handler)))


def test_the_place_in_the_queue_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANAL_DESK_API_TOKEN", "secret")
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.path, request.headers["Authorization"]))
        return httpx.Response(200, json={"id": "c1", "state": "waiting", "position": 2})

    assert ask(answer) == QueueStatus(reachable=True, position=2)
    assert seen == [("/api/v1/cases/c1", "Bearer secret")]


def test_a_case_that_has_not_arrived_yet_has_no_place() -> None:
    assert ask(lambda _: httpx.Response(404)) == QueueStatus(reachable=True, position=None)


@pytest.mark.parametrize("position", [None, 0, -1, "3", 2.5])
def test_only_a_real_place_counts(position: object) -> None:
    answer = httpx.Response(200, json={"position": position})
    assert ask(lambda _: answer) == QueueStatus(reachable=True, position=None)


@pytest.mark.parametrize(
    "response",
    [httpx.Response(500), httpx.Response(401), httpx.Response(200, text="no JSON")],
)
def test_a_desk_that_does_not_work_is_not_reachable(response: httpx.Response) -> None:
    assert ask(lambda _: response) == QueueStatus(reachable=False, position=None)


def test_a_desk_that_is_down_is_not_reachable() -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    assert ask(refuse) == QueueStatus(reachable=False, position=None)
