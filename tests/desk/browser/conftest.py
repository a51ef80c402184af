"""A browser before a desk that runs: what only a browser can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from desk.counsellors.models import Counsellor
from tests.browser import open_browser
from tests.desk.conftest import LOGIN_BACKEND

HERE = Path(__file__).parent

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture
def chromium(
    live_server, counsellor: Counsellor, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """One browser a test: its event loop lives in this thread, where other tests want their own.

    The database is asked for first, so that it is put away after the loop has ended.
    """
    # Django takes the loop for a mistake of ours.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with open_browser() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser, live_server, counsellor: Counsellor) -> Iterator[OpenPage]:
    """Opens a page of the desk, logged in; fails the test for anything the policy blocked.

    ``refused`` opens one that will be refused something: the browser complains of that, too.
    """
    complaints: list[str] = []

    def open_at(
        address: str, *, who: Counsellor = counsellor, refused: bool = False, **options: object
    ) -> Page:
        context = chromium.new_context(**options)
        browser = Client()
        browser.force_login(who, backend=LOGIN_BACKEND)
        session = browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # A form that is shown again with what to mend (422) is an error to the console only.
        if not refused:
            page.on(
                "console",
                lambda line: (
                    line.type == "error" and "422" not in line.text and complaints.append(line.text)
                ),
            )
        page.goto(live_server.url + address)
        return page

    yield open_at
    assert complaints == []
