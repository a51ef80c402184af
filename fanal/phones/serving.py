"""HTTP for the played platforms: reads what is posted, writes JSON."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, parse_qsl, urlsplit

from fanal.phones.platform import Answer, Request

_LARGEST_BODY_BYTES = 1_000_000


class JsonHandler(BaseHTTPRequestHandler):
    """Answers every POST with what ``posted`` says."""

    protocol_version = "HTTP/1.1"

    def posted(self, request: Request) -> Answer:
        """Status and body for a request."""
        raise NotImplementedError

    def do_POST(self) -> None:
        """Read a form or a JSON object, and answer."""
        size = int(self.headers.get("Content-Length") or 0)
        if size > _LARGEST_BODY_BYTES:
            self.close_connection = True
            self.write_json(413, {})
            return
        content = self.rfile.read(size).decode("utf-8", "replace")
        address = urlsplit(self.path)
        is_form = "urlencoded" in (self.headers.get("Content-Type") or "")
        try:
            body = (
                dict(parse_qsl(content, keep_blank_values=True)) if is_form else json.loads(content)
            )
        except ValueError:
            body = None
        if not isinstance(body, dict):
            self.write_json(400, {})
            return
        answer = self.posted(
            Request(
                address.path,
                {key: values[0] for key, values in parse_qs(address.query).items()},
                {key.lower(): value for key, value in self.headers.items()},
                body,
                is_form,
            )
        )
        self.write_json(*answer)

    def write_json(self, status: int, body: object) -> None:
        """Answer with JSON."""
        self.write(status, "application/json", json.dumps(body).encode())

    def write(self, status: int, kind: str, content: bytes, **headers: str) -> None:
        """Answer; an underscore in the name of a header stands for a hyphen."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: addresses of people belong in no log."""
