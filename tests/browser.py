"""The one browser that tests drive: the system's Chromium, quiet and without a sandbox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path(os.environ.get("FANAL_CHROMIUM", "/usr/bin/chromium"))
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser until the block ends; without Chromium the test is skipped, saying what to do."""
    if not CHROMIUM.exists():
        pytest.skip(f"No Chromium at {CHROMIUM}. Install it, or set FANAL_CHROMIUM to one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        yield browser
        browser.close()
