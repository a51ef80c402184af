from __future__ import annotations

from desk.config.environment import environment


def test_secrets_lie_beside_the_state_for_commands_typed_by_hand(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("FANAL_DESK_API_TOKEN")
    monkeypatch.setenv("FANAL_BOT_DESK_TOKEN", "given")
    (tmp_path / "secrets.env").write_text(
        "FANAL_DESK_API_TOKEN=from-file\nFANAL_BOT_DESK_TOKEN=ignored\n"
    )
    environment.cache_clear()

    assert environment().api_token == "from-file"
    assert environment().bot_token == "given"


def test_secrets_do_not_show_themselves(monkeypatch) -> None:
    monkeypatch.setenv("FANAL_SECRET_KEY", "hush")
    monkeypatch.setenv("FANAL_DESK_DB", "postgresql://u:hush@h/n")
    environment.cache_clear()
    assert "hush" not in repr(environment())
    assert "key-of" not in repr(environment())


def test_the_public_address_of_the_bot_is_its_own_unless_given(monkeypatch) -> None:
    monkeypatch.setenv("FANAL_BOT_URL", "http://bot.internal:5005/")
    environment.cache_clear()
    assert environment().bot_url == environment().bot_public_url == "http://bot.internal:5005"
