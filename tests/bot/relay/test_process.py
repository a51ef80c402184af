from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.desk import FakeDesk
from tests.fakes.events import opened, said

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.integration


class RelayProcess:
    """``python -m bot.relay``, started and killed at will."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bot.relay"],
            cwd=ROOT,
            env=self._environment,
            stderr=subprocess.PIPE,
        )

    def end(self, number: int) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        _, _ = self._process.communicate(timeout=20)
        code, self._process = self._process.returncode, None
        return code

    @property
    def runs(self) -> bool:
        return self._process is not None


@pytest.fixture
def desk() -> Iterator[FakeDesk]:
    with FakeDesk() as fake:
        yield fake


@pytest.fixture
def environment(tracker: Any, desk: FakeDesk, tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "FANAL_VAR": str(tmp_path),
        "FANAL_TRACKER_DB": tracker.url,
        "FANAL_DESK_URL": desk.url,
        "FANAL_DESK_API_TOKEN": desk.token,
    }


@pytest.fixture
def relay(environment: dict[str, str]) -> Iterator[RelayProcess]:
    process = RelayProcess(environment)
    yield process
    if process.runs:
        process.end(signal.SIGKILL)


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)  # between looks at another process; nothing is said about its speed
    return False


def test_nothing_is_lost_or_doubled_however_often_it_is_killed(
    tracker: Any, desk: FakeDesk, relay: RelayProcess
) -> None:
    tracker.add("a", said("start"), *opened("c1"))
    wanted = ["start"]
    for number in range(4):
        relay.start()
        text = f"message {number}"
        tracker.add("a", said(text), {"event": "action", "name": "action_listen"})
        wanted.append(text)
        # Killed at the moment of a request, so between the desk's answer and the cursor's move.
        requests = len(desk.requests)
        assert until(lambda requests=requests: len(desk.requests) > requests)  # type: ignore[misc]
        relay.end(signal.SIGKILL)
    relay.start()
    assert until(lambda: "c1" in desk.cases and desk.texts("c1")[-1] == wanted[-1])
    assert desk.texts("c1") == wanted


def test_it_ends_when_it_is_told_to(tracker: Any, desk: FakeDesk, relay: RelayProcess) -> None:
    tracker.add("a", said("start"), *opened("c1"))
    relay.start()
    assert until(lambda: "c1" in desk.cases)
    assert relay.end(signal.SIGTERM) == 0


def test_a_second_relay_on_the_same_state_refuses_to_run(
    tracker: Any, desk: FakeDesk, relay: RelayProcess, environment: dict[str, str]
) -> None:
    tracker.add("a", said("start"), *opened("c1"))
    relay.start()
    assert until(lambda: "c1" in desk.cases)
    second = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bot.relay"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert second.returncode == 1
    assert "Another relay is running" in second.stderr
