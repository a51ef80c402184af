"""Keep one process running: start it again when it dies, give up when it cannot live.

Usage: ``python -m fanal.keep_alive COMMAND [ARGUMENT ...]``
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

#: A life shorter than this counts as a failed start.
SHORT_LIFE_SECONDS = 5.0
#: Failed starts in a row after which it makes no sense to go on.
MAX_FAILED_STARTS = 5
MAX_PAUSE_SECONDS = 10.0


class KeepAlive:
    """Runs a command again and again until told to stop."""

    def __init__(self, command: Sequence[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._command = list(command)
        self._clock = clock
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Blocks until stopped (returns 0) or until the command failed to live (its exit code)."""
        failed_starts = 0
        while not self._stopping.is_set():
            started = self._clock()
            self._child = subprocess.Popen(self._command)  # noqa: S603 - our own Procfile
            code = self._child.wait()
            if self._stopping.is_set():
                break
            lived = self._clock() - started
            failed_starts = failed_starts + 1 if lived < SHORT_LIFE_SECONDS else 0
            if failed_starts >= MAX_FAILED_STARTS:
                _say(f"failed to start {failed_starts} times in a row, giving up")
                return code or 1
            pause = min(MAX_PAUSE_SECONDS, 0.5 * 2**failed_starts)
            _say(f"ended with code {code}, starting again in {pause:.0f} s")
            self._stopping.wait(pause)
        return 0

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Stop the command and do not start it again. Fit for a signal handler."""
        self._stopping.set()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()


def _say(text: str) -> None:
    sys.stderr.write(f"keep-alive: {text}\n")
    sys.stderr.flush()


def main() -> int:
    """Keep alive what stands on the command line."""
    keeper = KeepAlive(sys.argv[1:])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, keeper.stop)
    return keeper.run()


if __name__ == "__main__":
    sys.exit(main())
