from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import settings


def test_the_debug_level_is_refused_because_it_would_log_what_people_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FANAL_LOG_LEVEL", "debug")
    with pytest.raises(SettingsError, match="FANAL_LOG_LEVEL is DEBUG"):
        settings()


def test_an_action_timeout_above_the_life_of_a_lock_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FANAL_ACTION_TIMEOUT_SECONDS", "60")
    with pytest.raises(SettingsError, match="from 1 to 59"):
        settings()


def test_host_and_port_come_from_the_address_the_neighbours_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FANAL_BOT_URL", "http://127.0.0.1:9005")
    assert (settings().host, settings().port) == ("127.0.0.1", 9005)


def test_secrets_do_not_show_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANAL_BOT_TOKEN", "hush-hush")
    assert settings().bot_token == "hush-hush"
    assert "hush-hush" not in repr(settings())


def test_the_bot_listens_on_this_machine_only_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FANAL_BOT_URL", raising=False)
    assert settings().host == "127.0.0.1"


def test_the_desks_own_page_may_embed_the_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FANAL_CORS_ORIGINS", raising=False)
    monkeypatch.setenv("FANAL_DESK_URL", "http://127.0.0.1:9000/")
    assert settings().cors_origins == ("http://127.0.0.1:9000", "http://localhost:9000")
