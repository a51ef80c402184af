from __future__ import annotations

import re

import pytest
import rasa.core.run

from bot.settings import _CREDENTIALS, ROOT
from tests.fakes.telegram import TOKEN

FILE = ROOT / "credentials.yml"
MESSAGING = {"telegram", "whatsapp", "messenger"}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, chosen: object) -> None:
    for name, default in _CREDENTIALS.items():
        monkeypatch.setenv(name, default)


def on() -> set[str]:
    channels = rasa.core.run.create_http_input_channels(None, str(FILE))
    return {channel.name() for channel in channels if getattr(channel, "is_on", True)}


def test_the_file_holds_names_of_variables_only_and_the_settings_know_each() -> None:
    # Rasa teaches YAML to fill variables in, so the lines are read as they stand.
    lines = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith(" ")]
    names = [re.fullmatch(r"  [a-z_-]+: \$\{(\w+)\}", line) for line in lines]
    assert {match and match[1] for match in names} == set(_CREDENTIALS)


def test_without_variables_all_messaging_channels_are_off() -> None:
    assert {"rest", "socketio", "desk"} <= on()
    assert not on() & MESSAGING


def test_a_channel_whose_variables_are_set_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANAL_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("FANAL_TELEGRAM_SECRET", "secret")
    assert on() & MESSAGING == {"telegram"}
