"""The page with the phones, and the platforms' addresses for the bot, on one port."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fanal.phones.handset import Handset, News
from fanal.phones.platform import Answer, Request
from fanal.phones.serving import JsonHandler

_PAGE = Path(__file__).with_name("page")
_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/phones.js": ("phones.js", "text/javascript; charset=utf-8"),
    "/phones.css": ("phones.css", "text/css; charset=utf-8"),
}
_POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#: A page that waits for news asks again after this.
_PATIENCE_SECONDS = 20.0
_LONGEST_TEXT = 4096
_NO_SUCH: Answer = (404, {"error": "There is no such phone. Load the page anew."})
_REFUSED: Answer = (
    502,
    {"error": "The bot did not take this. Look whether it runs, and try again."},
)


def make_server(url: str, handsets: Mapping[str, Handset], news: News) -> ThreadingHTTPServer:
    """A server that listens at ``url`` and serves once it is told to."""
    address = urlsplit(url)

    class Handler(_Handler):
        phones, waking = handsets, news

    server = _Server((address.hostname or "127.0.0.1", address.port or 0), Handler)
    server.daemon_threads = True
    return server


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        # A page that was closed while it waited for news is no error.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(JsonHandler):
    phones: Mapping[str, Handset]
    waking: News

    def do_GET(self) -> None:
        """The page, its files, and what is on the phones."""
        address = urlsplit(self.path)
        if not self._is_ours():
            self.write_json(403, {})
        elif address.path == "/health":
            self.write_json(200, {"status": "ok"})
        elif address.path == "/phones.json":
            after = parse_qs(address.query).get("after", ["-1"])[0]
            newest = self.waking.wait(int(after) if after.isdecimal() else -1, _PATIENCE_SECONDS)
            phones = [phone.state() for phone in self.phones.values()]
            self.write_json(200, {"newest": newest, "phones": phones})
        elif address.path == "/favicon.ico":
            # Browsers ask for it by themselves.
            self.write(200, "image/svg+xml", b"")
        elif address.path in _FILES:
            name, kind = _FILES[address.path]
            self.write(
                200,
                kind,
                (_PAGE / name).read_bytes(),
                Content_Security_Policy=_POLICY,
                Cache_Control="no-store",
                X_Content_Type_Options="nosniff",
            )
        else:
            self.write_json(404, {})

    def posted(self, request: Request) -> Answer:
        """What the page wants, or what the bot sends to a platform."""
        if not self._is_ours():
            return 403, {}
        _, name, rest = (*request.path.split("/", 2), "", "")[:3]
        if name == "do":
            return self._done(rest, request)
        phone = self.phones.get(name)
        if phone is None:
            return 404, {}
        return phone.platform.handle(replace(request, path=f"/{rest}"))

    def _done(self, what: str, request: Request) -> Answer:
        # Another website may send a form, but JSON only if we agreed to it.
        if request.headers.get("content-type") != "application/json":
            return 415, {}
        body = request.body
        phone = self.phones.get(str(body.get("phone")))
        if phone is None:
            return _NO_SUCH
        if what == "reset":
            phone.reset()
            return 200, {}
        if what == "say" and (text := str(body.get("text", "")).strip()[:_LONGEST_TEXT]):
            return (200, {}) if phone.say(text) else _REFUSED
        entry, button = body.get("entry"), body.get("button")
        if what == "press" and isinstance(entry, int) and isinstance(button, int):
            return (200, {}) if phone.press(entry, button) else _REFUSED
        return 400, {"error": "Nothing was written."}

    def _is_ours(self) -> bool:
        """Whether the address in the browser is this one: another name may be made to lead here."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return host in {"127.0.0.1", "localhost"}
