"""A bot on the loopback that does what a test tells it to."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any


class FakeBot:
    """Keeps what it was given; answers by its script, then "sent" for ever."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        #: Statuses of the next answers.
        self.script: deque[int] = deque()
        self.delivered = "sent"
        #: Every event that was answered with 200 for the first time, in order.
        self.accepted: list[dict[str, Any]] = []
        #: Every event that arrived at all.
        self.seen: list[dict[str, Any]] = []
        #: Unset, it holds every answer back.
        self.go = Event()
        self.go.set()
        self.lock = Lock()

    @property
    def texts(self) -> list[str]:
        return [event.get("text", event.get("state", "")) for event in self.accepted]

    def answer(self, event: dict[str, Any], authorization: str | None) -> tuple[int, Any]:
        self.go.wait(20)
        with self.lock:
            self.seen.append(event)
            status = self.script.popleft() if self.script else 200
            if authorization != f"Bearer {self.token}":
                status = 401
            if status == 404:
                return 404, {"error": {"code": "unknown_conversation", "message": "", "mend": ""}}
            if status != 200:
                return status, {"error": {"code": "trouble", "message": "", "mend": ""}}
            if any(event["id"] == known["id"] for known in self.accepted):
                return 200, {"delivered": "duplicate"}
            self.accepted.append(event)
            return 200, {"delivered": self.delivered}


@contextmanager
def serve(token: str) -> Iterator[FakeBot]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/webhooks/desk/events":
                status, answer = 405, {}
            else:
                status, answer = bot.answer(json.loads(body), self.headers.get("Authorization"))
            encoded = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(encoded)))
            self.end_headers()
            try:
                self.wfile.write(encoded)
            except BrokenPipeError:
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    bot = FakeBot(f"http://127.0.0.1:{server.server_address[1]}", token)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield bot
    finally:
        bot.go.set()
        server.shutdown()
        thread.join()
        server.server_close()
