"""What a person does with the chat element, for the tests to read like one."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.fakes.bot_socket import FakeBot


class Chat:
    """The element on one page."""

    def __init__(self, page: Page, bot: FakeBot) -> None:
        self.page = page
        self.bot = bot
        self.launcher = page.locator(".launcher")
        self.panel = page.locator(".panel")
        self.messages = page.locator(".message")
        self.status = page.locator(".status")
        self.input = page.locator("textarea")
        self.start_button = page.locator(".welcome-sheet .primary")

    def open(self) -> Chat:
        self.launcher.click()
        return self

    def start(self) -> Chat:
        """Open, agree, and wait until the bot has said something."""
        self.open()
        self.start_button.click()
        expect(self.bubbles("bot").first).to_be_visible()
        return self

    def write(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def bubbles(self, author: str) -> Locator:
        return self.page.locator(f".message.{author} .bubble")

    def said(self, author: str) -> list[str]:
        """Texts of the messages of one author, top to bottom."""
        inner = ".typed" if author == "newcomer" else ".text"
        return self.page.locator(f".message.{author} {inner}").all_inner_texts()

    def choice(self, title: str) -> Locator:
        return self.page.locator(".choice", has_text=title)

    def pick_language(self, code: str) -> None:
        self.page.locator(".languages-button").click()
        self.page.locator(f"[data-language={code}]").click()

    def menu(self, item: str) -> None:
        self.page.get_by_role("button", name="More options").click()
        self.page.get_by_role("button", name=item).click()

    def kept(self) -> dict[str, Any]:
        """What the element keeps on the device."""
        kept: dict[str, Any] = self.page.evaluate(
            """() => Object.fromEntries(Object.keys(localStorage)
                .filter((key) => key.startsWith('fanal-chat'))
                .flatMap((key) => Object.entries(JSON.parse(localStorage[key]))))"""
        )
        return kept

    def cut_line(self) -> None:
        """Lose the connection and do not get it back before ``restore_line``."""
        self.bot.down = True
        self.bot.drop_connections()
        expect(self.page.locator(".status.offline")).to_be_visible()

    def restore_line(self) -> None:
        """Let it come back at once."""
        self.bot.down = False
        # Browsers say so when the network is back; the next attempt might be seconds off.
        self.page.evaluate("dispatchEvent(new Event('online'))")
        expect(self.page.locator(".status.offline")).to_have_count(0)
