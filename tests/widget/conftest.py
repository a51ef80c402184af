"""A browser, a bot to talk to, and pages that carry the chat element."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import open_browser
from tests.fakes.bot_socket import FakeBot, Message
from tests.widget.chat import Chat

ROOT = Path(__file__).resolve().parents[2]
WIDGET = ROOT / "widget"
#: As strict as a page can be that loads one script and talks to one bot.
STRICT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'"
HTML = """<!doctype html><html lang="en"><head><title>City hall</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
</head><body><main><h1>City hall</h1><p>Opening hours</p>{body}</main></body></html>"""
LOAD = '<script src="/fanal-chat.js" defer></script>'

OpenChat = Callable[..., Chat]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            # A local socket server and a browser; both on this machine.
            item.add_marker(pytest.mark.enable_socket)
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def bot_server() -> Iterator[FakeBot]:
    bot = FakeBot()
    for name, kind in (("fanal-chat.js", "text/javascript"), ("fanal-chat.css", "text/css")):
        content = (WIDGET / "dist" / name).read_bytes()
        bot.pages[f"/{name}"] = (f"{kind}; charset=utf-8", content, {})
    # Browsers ask for it unasked.
    bot.pages["/favicon.ico"] = ("image/x-icon", b"", {})
    bot.start()
    yield bot
    bot.stop()


@pytest.fixture
def bot(bot_server: FakeBot) -> Iterator[FakeBot]:
    yield bot_server
    bot_server.reset()


@pytest.fixture
def open_chat(browser: Browser, bot: FakeBot) -> Iterator[OpenChat]:
    """Opens a page with the element in a browser profile of its own.

    Keywords: ``attributes`` of the element (text of the tag), ``head`` and ``body`` of the page,
    ``policy`` and ``charset``, ``clock`` to move the page's time, and anything that a Playwright
    browser context takes. A page that reports an error or a broken policy fails its test.
    """
    complaints: list[str] = []
    contexts = []

    def open_page(
        *,
        attributes: str = 'language="en" region="flanders"',
        head: str = LOAD,
        body: str | None = None,
        policy: str = STRICT_POLICY,
        clock: bool = False,
        charset: str = "utf-8",
        **context_options: Any,
    ) -> Chat:
        options = {"viewport": {"width": 1000, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(**(options | context_options))
        contexts.append(context)
        tag = f"<fanal-chat {attributes}></fanal-chat>"
        html = HTML.format(head=head, body=tag if body is None else body)
        headers = {"content-security-policy": policy}
        bot.pages["/page"] = (f"text/html; charset={charset}", html.encode(charset), headers)
        page = context.new_page()
        _listen(page, complaints)
        if clock:
            page.clock.install()
        page.goto(f"{bot.url}/page")
        return Chat(page, bot)

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _listen(page: Page, complaints: list[str]) -> None:
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        # A bot that is down is part of the play; the browser reports each failed attempt.
        lambda line: (
            complaints.append(line.text)
            if line.type == "error" and "/socket.io/" not in line.text + line.location["url"]
            else None
        ),
    )


@pytest.fixture
def sample() -> Callable[..., Message]:
    """A message of ``tests/wire/``, with keys replaced."""

    def load(name: str, **replaced: Any) -> Message:
        path = ROOT / "tests" / "wire" / f"message_{name}.json"
        message: Message = json.loads(path.read_text("utf-8"))
        return message | replaced

    return load
