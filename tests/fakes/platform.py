"""What the fakes of Telegram, Twilio and Messenger share: a server, its wishes, and a phone.

Every request is held against the documented schema; what breaks it is refused as the platform would
and stands in ``problems``, which a test looks at in the end.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jsonschema

PATIENCE_SECONDS = 30.0

Answer = tuple[int, dict[str, Any]]


@dataclass
class Request:
    """What somebody posted; ``body`` is the form or the JSON object."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: dict[str, Any]
    is_form: bool


@dataclass
class Shown:
    """One message as a person sees it; ``buttons`` maps what stands on them to what they send."""

    address: str
    text: str = ""
    buttons: dict[str, str] = field(default_factory=dict)


class FakePlatform:
    """A platform on a loopback port."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.requests: list[Request] = []
        self.problems: list[str] = []
        #: Answers that come instead of the platform's own, one a request.
        self.failures: deque[Answer] = deque()
        self._changed = threading.Condition()
        self._open = threading.Event()
        self._open.set()

    def __enter__(self) -> FakePlatform:
        fake = self

        class Handler(_Handler):
            owner = fake

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
        with self._changed:
            self.requests.append(request)
            answer = self.failures.popleft() if self.failures else self.answer(request)
            self._changed.notify_all()
        return answer

    def answer(self, request: Request) -> Answer:
        """What the platform does with a request."""
        raise NotImplementedError

    def checked(self, request: Request, schema: dict[str, Any]) -> bool:
        """Whether a body is as documented; notes what is not."""
        errors = list(jsonschema.Draft7Validator(schema).iter_errors(request.body))
        self.problems += [f"{request.path}: {error.message}" for error in errors]
        return not errors


class _Handler(BaseHTTPRequestHandler):
    owner: FakePlatform
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        address = urlsplit(self.path)
        is_form = "urlencoded" in (self.headers.get("Content-Type") or "")
        body = dict(parse_qsl(content, keep_blank_values=True)) if is_form else json.loads(content)
        status, answer = self.owner.handle(
            Request(
                address.path,
                {key: values[0] for key, values in parse_qs(address.query).items()},
                {key.lower(): value for key, value in self.headers.items()},
                body,
                is_form,
            )
        )
        written = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output shows failures only."""
