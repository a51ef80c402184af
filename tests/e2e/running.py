"""A whole Fanal of its own: real processes, free ports, an empty state folder."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.settings import ROOT, settings

_START_TIMEOUT_SECONDS = 150


@dataclass(frozen=True)
class RunningFanal:
    """What a test needs to know of the running processes."""

    bot_url: str
    actions_url: str
    desk_url: str
    password: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def username(self) -> str:
        return "counsellor"

    def pids(self, module: str) -> list[int]:
        """Process ids of the process that runs ``module``, without its keeper."""
        lines = subprocess.run(
            ["ps", "-eo", "pid,args"], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        ours = re.compile(rf"-m {re.escape(module)}( |$)")
        started_here = self._descendants()
        return [
            pid
            for line in lines
            if ours.search(line) and "keep_alive" not in line
            for pid in [int(line.split()[0])]
            if pid in started_here
        ]

    def kill(self, module: str) -> None:
        """Kill a process the hard way; its keeper starts it again."""
        pids = self.pids(module)
        assert pids, f"{module} is not running"
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    def _descendants(self) -> set[int]:
        table = subprocess.run(
            ["ps", "-eo", "pid,ppid"], check=True, capture_output=True, text=True
        ).stdout.splitlines()[1:]
        children: dict[int, list[int]] = {}
        for pid, parent in (map(int, line.split()) for line in table):
            children.setdefault(parent, []).append(pid)
        found, waiting = set[int](), [self.process.pid]
        while waiting:
            for child in children.get(waiting.pop(), []):
                found.add(child)
                waiting.append(child)
        return found


@contextmanager
def running_fanal(state: Path, **overrides: str) -> Iterator[RunningFanal]:
    """Start everything as ``make run`` does; encoder, index and model come from the set-up."""
    with ExitStack() as stack:
        ports = [stack.enter_context(socket.socket()) for _ in range(3)]
        for port in ports:
            port.bind(("127.0.0.1", 0))
        bot, actions, desk = (f"http://127.0.0.1:{port.getsockname()[1]}" for port in ports)
    prepared = settings()
    environment = {
        # The desk of the other tests lives in memory; this one is real.
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "FANAL_VAR": str(state),
        "FANAL_ENCODER_DIR": str(prepared.encoder_dir),
        "FANAL_INDEX_DIR": str(prepared.index_dir),
        "FANAL_MODELS_DIR": os.environ.get(
            "FANAL_MODELS_DIR", str(prepared.encoder_dir.parent / "models")
        ),
        "FANAL_BOT_URL": bot,
        "FANAL_ACTIONS_URL": actions,
        "FANAL_DESK_URL": desk,
        "FANAL_CORS_ORIGINS": desk,
        **overrides,
    }
    log = state / "fanal.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", "from fanal.cli import app; app()", "up"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        said = _wait_until_running(process, log)
        password = re.search(r"^ +password +(\S+)$", said, re.MULTILINE)
        assert password, "the first counsellor's password was not printed"
        yield RunningFanal(bot, actions, desk, password[1], log, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _wait_until_running(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        said = log.read_text(encoding="utf-8", errors="replace")
        if "Fanal is running" in said:
            return said
        assert process.poll() is None, f"Fanal ended at start:\n{said[-4000:]}"
        time.sleep(0.2)
    raise AssertionError(f"Fanal did not start:\n{log.read_text(errors='replace')[-4000:]}")
