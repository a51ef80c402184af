from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from fanal.keep_alive import MAX_FAILED_STARTS, KeepAlive


def test_what_cannot_live_is_given_up_with_its_code(tmp_path, monkeypatch):
    tries = tmp_path / "tries"
    keeper = KeepAlive(
        [sys.executable, "-c", f"open({str(tries)!r}, 'a').write('x'); raise SystemExit(7)"]
    )
    monkeypatch.setattr(keeper._stopping, "wait", lambda _seconds: False)
    assert keeper.run() == 7
    assert len(tries.read_text()) == MAX_FAILED_STARTS


def test_what_dies_after_a_while_is_started_again(tmp_path, monkeypatch):
    tries = tmp_path / "tries"
    clock = iter(range(0, 100_000, 60))
    keeper = KeepAlive(
        [sys.executable, "-c", f"open({str(tries)!r}, 'a').write('x')"], clock=lambda: next(clock)
    )

    def pause(_seconds: float) -> bool:
        if len(tries.read_text()) >= MAX_FAILED_STARTS + 3:
            keeper._stopping.set()
        return False

    monkeypatch.setattr(keeper._stopping, "wait", pause)
    assert keeper.run() == 0
    assert len(tries.read_text()) >= MAX_FAILED_STARTS + 3


@pytest.mark.integration
def test_a_signal_stops_keeper_and_child():
    keeper = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "fanal.keep_alive",
            sys.executable,
            "-c",
            "import os, time; print(os.getpid(), flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert keeper.stdout is not None
    child = int(keeper.stdout.readline())
    timer = threading.Timer(20, keeper.kill)
    timer.start()
    keeper.send_signal(signal.SIGTERM)
    assert keeper.wait() == 0
    timer.cancel()
    keeper.stdout.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
