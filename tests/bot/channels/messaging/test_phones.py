"""The page with the test phones before the three channels in a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

import httpx
import pytest
from playwright.sync_api import expect
from rasa.shared.core.domain import Domain

from bot.settings import Settings as BotSettings
from fanal.phones.handset import News
from fanal.phones.handsets import handsets
from fanal.phones.server import make_server
from fanal.phones.settings import Settings
from tests.bot.channels.messaging.conftest import channels_of, served
from tests.browser import open_browser
from tests.fakes import graph, telegram, twilio
from tests.fakes.agent import FakeAgent

BUTTONS = [{"title": "نعم", "payload": "/affirm"}, {"title": "<i>No</i>", "payload": "/deny"}]
TITLES = MappingProxyType(
    {"telegram": "Telegram", "whatsapp": "WhatsApp", "messenger": "Messenger"}
)


def reply(text: str) -> list[dict[str, object]]:
    return [{"text": f"You said: {text}", "buttons": [] if text.startswith("/") else BUTTONS}]


@dataclass(frozen=True)
class Phones:
    url: str
    agent: FakeAgent

    def do(self, what: str, body: dict[str, object], **headers: str) -> httpx.Response:
        return httpx.post(f"{self.url}/do/{what}", json=body, headers=headers, timeout=30)


@pytest.fixture
def phones(chosen: BotSettings, domain: Domain) -> Iterator[Phones]:
    news = News()
    phones: dict[str, object] = {}
    server = make_server("http://127.0.0.1:0", phones, news)  # type: ignore[arg-type]
    url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    agent = FakeAgent(domain, reply)
    channels = channels_of(f"{url}/telegram", f"{url}/whatsapp", f"{url}/messenger")
    with served(channels, agent) as (bot_url, _):
        phones.update(
            handsets(
                Settings(
                    url=url,
                    bot_url=bot_url,
                    bot_public_url=chosen.public_url,
                    telegram_api_url=f"{url}/telegram",
                    telegram_token=telegram.TOKEN,
                    telegram_secret=telegram.SECRET,
                    twilio_api_url=f"{url}/whatsapp",
                    twilio_account=twilio.ACCOUNT,
                    twilio_auth_token=twilio.AUTH_TOKEN,
                    whatsapp_number=twilio.NUMBER,
                    graph_api_url=f"{url}/messenger/v21.0",
                    messenger_page_token=graph.PAGE_TOKEN,
                    messenger_app_secret=graph.APP_SECRET,
                ),
                news,
            )
        )
        yield Phones(url, agent)
    server.shutdown()
    server.server_close()
    serving.join()
    assert [p for phone in phones.values() for p in phone.platform.problems] == []  # type: ignore[attr-defined]


@pytest.mark.e2e
def test_what_is_written_on_each_phone_is_answered_there_and_markup_stays_text(phones: Phones):
    with open_browser() as browser:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(phones.url)
        for name, title in TITLES.items():
            phone = page.locator(f".phone.{name}")
            field = phone.get_by_label(f"Message on {title}")
            field.fill(f"<b>مرحبا</b> {name}")
            field.press("Enter")
            said = phone.locator(".theirs p", has_text=f"You said: <b>مرحبا</b> {name}")
            expect(said).to_have_attribute("dir", "auto", timeout=15_000)
            phone.get_by_role("button", name="<i>No</i>").press("Enter")
            expect(phone.get_by_text("You said: /deny")).to_be_visible(timeout=15_000)
            assert phone.locator("b, i").count() == 0
        page.locator(".phone.telegram .reset").press("Enter")
        expect(page.locator(".phone.telegram li")).to_have_count(0)
        assert page.locator(".phone.whatsapp li").count() > 0
        assert complaints == []


def test_other_websites_can_neither_write_nor_read(phones: Phones):
    for kind in ("application/x-www-form-urlencoded", "text/plain"):
        refused = phones.do("say", {"phone": "telegram", "text": "hi"}, **{"Content-Type": kind})
        assert refused.status_code == 415
    rebound = httpx.get(f"{phones.url}/phones.json", headers={"Host": "evil.example"})
    assert rebound.status_code == 403
    assert phones.agent.turns == []


def test_a_button_that_is_not_there_is_refused(phones: Phones):
    assert phones.do("press", {"phone": "telegram", "entry": 99, "button": 0}).status_code == 502
    assert phones.do("say", {"phone": "fax", "text": "hi"}).status_code == 404
