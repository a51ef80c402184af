"""What the fakes of Telegram, Twilio and Messenger share: a server, and the trouble it can make.

``problems`` holds what a platform refused; a test looks at it in the end.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any

from fanal.phones.platform import Answer, Platform, Request, Shown
from fanal.phones.serving import JsonHandler

PATIENCE_SECONDS = 30.0


class FakePlatform(Platform):
    """A platform on a loopback port."""

    def __init__(self, **access: str) -> None:
        super().__init__(**access)
        self.requests: list[Request] = []
        #: Answers that come instead of the platform's own, one a request.
        self.failures: deque[Answer] = deque()
        self._open = threading.Event()
        self._open.set()

    def __enter__(self) -> FakePlatform:
        fake = self

        class Handler(JsonHandler):
            def posted(self, request: Request) -> Answer:
                return fake.handle(request)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def slow(self) -> Iterator[None]:
        """Within this, requests are answered only when it ends."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    def fail(self, status: int, body: dict[str, Any] | None = None, *, times: int = 1) -> None:
        """Answer the next requests with an error."""
        self.failures.extend([(status, body or {})] * times)

    def to(self, address: str) -> list[Shown]:
        """Everything one person has seen."""
        with self._changed:
            return [shown for shown in self.shown if shown.address == address]

    def until(self, true: Callable[[], object], what: str) -> None:
        """Wait until something holds; looked at whenever a request came."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        with self._changed:
            while not true():
                left = deadline - time.monotonic()
                assert left > 0, f"waited in vain for {what}; problems: {self.problems}"
                self._changed.wait(min(left, 0.2))

    def handle(self, request: Request) -> Answer:
        self._open.wait(PATIENCE_SECONDS)
        return super().handle(request)

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        return self.failures.popleft() if self.failures else super().answer(request)
