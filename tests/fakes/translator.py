"""A translation service on the loopback, in LibreTranslate's and in OpenAI's form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


def _capitals(text: str) -> str:
    """Everything but marks in square brackets, as a well-behaved service leaves them."""
    return re.sub(r"(\[[^\]]*\])|([^\[]+)", lambda m: m.group(1) or m.group(2).upper(), text)


class FakeTranslator:
    """Answers with the text in capitals; ``status`` and ``broken`` make it fail."""

    def __init__(self, url: str) -> None:
        self.url = url
        #: What was asked: path, headers, body.
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.status = 200
        self.broken = False
        #: Unset, it holds its answer back.
        self.go = Event()
        self.go.set()

    def answer(self, path: str, body: dict[str, Any]) -> Any:
        if self.broken:
            return {"nothing": "useful"}
        if path == "/translate":
            return {"translatedText": _capitals(body["q"])}
        text = _capitals(body["messages"][-1]["content"])
        return {"choices": [{"message": {"role": "assistant", "content": text}}]}


@contextmanager
def serve() -> Iterator[FakeTranslator]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append((self.path, dict(self.headers), body))
            fake.go.wait(20)
            content = json.dumps(fake.answer(self.path.removeprefix("/v1"), body)).encode()
            try:
                self.send_response(fake.status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = FakeTranslator(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        fake.go.set()
        server.shutdown()
        thread.join()
        server.server_close()
