from __future__ import annotations

from collections.abc import Iterator

import pytest

from fanal.errors import SetUpError
from fanal.phones.handset import News
from fanal.phones.handsets import handsets
from fanal.phones.settings import settings

URL = "http://127.0.0.1:5080"


@pytest.fixture(autouse=True)
def read_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for channel in ("TELEGRAM", "TWILIO", "GRAPH"):
        monkeypatch.delenv(f"FANAL_{channel}_API_URL", raising=False)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_an_address_that_other_machines_reach_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FANAL_PHONES_URL", "http://192.0.2.7:5080")
    with pytest.raises(SetUpError, match="not on this machine"):
        settings()


def test_only_channels_that_talk_to_the_phones_have_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FANAL_PHONES_URL", URL)
    monkeypatch.setenv("FANAL_TELEGRAM_API_URL", "https://api.telegram.org")
    monkeypatch.setenv("FANAL_GRAPH_API_URL", f"{URL}/messenger/v21.0")
    assert list(handsets(settings(), News())) == ["messenger"]


def test_without_such_a_channel_the_phones_say_how_to_get_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FANAL_PHONES_URL", URL)
    with pytest.raises(SetUpError, match="FANAL_TEST_PHONES=1"):
        handsets(settings(), News())
