"""A whole Fanal with all channels on, fake platforms around it, and a counsellor at the desk."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge.settings import ROOT
from tests.channels.clients import Client, PhoneClient, RestClient, WidgetClient
from tests.e2e.running import RunningFanal, running_fanal
from tests.fakes import graph, telegram, twilio
from tests.fakes.platform import PATIENCE_SECONDS

CHANNELS = ("rest", "socketio", "telegram", "whatsapp", "messenger")
_PEOPLE = itertools.count(7_000_001)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.enable_socket)


@dataclass(frozen=True)
class Town:
    """Everything that runs."""

    fanal: RunningFanal
    state: Path
    telegram: telegram.FakeTelegram
    twilio: twilio.FakeTwilio
    graph: graph.FakeGraph

    @property
    def environment(self) -> dict[str, str]:
        """What a command of the same Fanal is started with."""
        lines = (self.state / "secrets.env").read_text("utf-8").splitlines()
        secrets = dict(line.split("=", 1) for line in lines if "=" in line)
        return {
            **os.environ,
            **secrets,
            "FANAL_VAR": str(self.state),
            "FANAL_BOT_URL": self.fanal.bot_url,
            "FANAL_ACTIONS_URL": self.fanal.actions_url,
            "FANAL_DESK_URL": self.fanal.desk_url,
        }


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    state = tmp_path_factory.mktemp("town")
    with ExitStack() as stack:
        fakes: list[Any] = [telegram.FakeTelegram(), twilio.FakeTwilio(), graph.FakeGraph()]
        for fake in fakes:
            stack.enter_context(fake)
        fanal = stack.enter_context(
            running_fanal(
                state,
                FANAL_TELEGRAM_TOKEN=telegram.TOKEN,
                FANAL_TELEGRAM_SECRET=telegram.SECRET,
                FANAL_TELEGRAM_API_URL=fakes[0].url,
                FANAL_TWILIO_ACCOUNT_SID=twilio.ACCOUNT,
                FANAL_TWILIO_AUTH_TOKEN=twilio.AUTH_TOKEN,
                FANAL_WHATSAPP_NUMBER=twilio.NUMBER,
                FANAL_TWILIO_API_URL=fakes[1].url,
                FANAL_TWILIO_CONTENT_URL=fakes[1].url,
                FANAL_MESSENGER_VERIFY_TOKEN=graph.VERIFY_TOKEN,
                FANAL_MESSENGER_APP_SECRET=graph.APP_SECRET,
                FANAL_MESSENGER_PAGE_TOKEN=graph.PAGE_TOKEN,
                FANAL_GRAPH_API_URL=f"{fakes[2].url}/v21.0",
            )
        )
        yield Town(fanal, state, *fakes)
        assert [problem for fake in fakes for problem in fake.problems] == []


@pytest.fixture(params=CHANNELS)
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def newcomer(town: Town, channel: str) -> Iterator[Client]:
    number, bot, tracker = next(_PEOPLE), town.fanal.bot_url, town.state / "tracker.sqlite3"
    if channel == "rest":
        yield RestClient(bot)
    elif channel == "socketio":
        widget = WidgetClient(bot)
        yield widget
        widget.close()
    elif channel == "telegram":
        yield PhoneClient(town.telegram, telegram.TelegramPhone(bot, number), tracker)
    elif channel == "whatsapp":
        yield PhoneClient(town.twilio, twilio.WhatsAppPhone(bot, f"+3247{number}"), tracker)
    else:
        yield PhoneClient(town.graph, graph.MessengerPhone(bot, str(number)), tracker)


class Counsellor:
    """Works at the real desk through a process of its own."""

    def __init__(self, town: Town) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.channels.counsellor"],
            cwd=ROOT,
            env={**town.environment, "DJANGO_SETTINGS_MODULE": "desk.config.local"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def act(self, what: str, sender: str, text: str = "") -> Any:
        """Do something with a person's case; ``None`` while there is none."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([what, sender, text]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the counsellor could not {what}"
        return json.loads(line)

    def until(self, sender: str, true: Any, what: str) -> Any:
        """Look at a person's case until something holds of it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (case := self.act("look", sender)) or not true(case):
            assert time.monotonic() < deadline, f"waited in vain for {what}: {case}"
            time.sleep(0.2)
        return case

    def leave(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@pytest.fixture(scope="package")
def counsellor(town: Town) -> Iterator[Counsellor]:
    made = Counsellor(town)
    yield made
    made.leave()
