"""A desk in memory on a loopback port, speaking docs/wire.md, section 3.

``python -m tests.fakes.desk 8099`` runs it by itself.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class FakeDesk:
    """Cases as they arrive; ``refuse`` maps a path's end to a status that is answered instead."""

    token: str = "test-token"
    port: int = 0
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    #: What became of replies, by the reply's id, as it came.
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: Questions and counts, as they came.
    learnt: list[dict[str, Any]] = field(default_factory=list)
    refuse: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> FakeDesk:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        desk = self

        class Handler(_Handler):
            owner = desk

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def texts(self, case_id: str) -> list[str]:
        return [message["text"] for message in self.cases[case_id]["messages"]]

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        self.requests.append((method, path))
        for end, status in self.refuse.items():
            if path.endswith(end):
                return status, _error("refused")
        parts = path.removeprefix("/api/v1/").split("/")
        if (method, parts) == ("POST", ["cases"]):
            return self._open(body)
        if method == "POST" and parts in (["questions"], ["figures"]):
            self.learnt.append(body)
            return 200, {"kept": True}
        if method == "POST" and parts[0] == "deliveries":
            self.told.setdefault(parts[1], []).append(body)
            return 200, {"kept": True}
        if parts[0] != "cases" or len(parts) < 2 or parts[1] not in self.cases:
            return 404, _error("unknown_case")
        case = self.cases[parts[1]]
        if method == "POST" and parts[2:] == ["messages"]:
            self._append(case, body["messages"])
        elif method == "POST" and parts[2:] == ["withdraw"]:
            case["state"] = "withdrawn"
        return 200, self._status(case)

    def _open(self, body: dict[str, Any]) -> tuple[int, Any]:
        known = body["id"] in self.cases
        if not known:
            self.cases[body["id"]] = {**body, "messages": [], "state": "waiting"}
        case = self.cases[body["id"]]
        self._append(case, body["messages"])
        return (200 if known else 201), self._status(case)

    @staticmethod
    def _append(case: dict[str, Any], messages: list[dict[str, Any]]) -> None:
        known = {message["id"] for message in case["messages"]}
        case["messages"] += [message for message in messages if message["id"] not in known]

    def _status(self, case: dict[str, Any]) -> dict[str, Any]:
        waiting = [c["id"] for c in self.cases.values() if c["state"] == "waiting"]
        position = waiting.index(case["id"]) + 1 if case["id"] in waiting else None
        return {"id": case["id"], "state": case["state"], "position": position}


class _Handler(BaseHTTPRequestHandler):
    owner: FakeDesk
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._reply("GET", None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._reply("POST", json.loads(self.rfile.read(length) or b"null"))

    def _reply(self, method: str, body: Any) -> None:
        if self.path == "/health":
            status, answer = 200, {"status": "ok"}
        elif self.headers.get("Authorization") != f"Bearer {self.owner.token}":
            status, answer = 401, _error("unauthorized")
        else:
            status, answer = self.owner.answer(method, self.path, body)
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output shows failures only."""


def _error(code: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": "No.", "mend": "Do not ask."}}


if __name__ == "__main__":
    with FakeDesk(token=sys.argv[2], port=int(sys.argv[1])) as fake:
        for _ in sys.stdin:
            sys.stdout.write(json.dumps(fake.cases, ensure_ascii=False) + "\n")
            sys.stdout.flush()
