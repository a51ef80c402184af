from __future__ import annotations

import stat

from fanal.secret_file import NAMES, ensure_secrets


def test_secrets_are_made_once_and_kept(tmp_path, monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    first = ensure_secrets(tmp_path)
    assert set(first) == set(NAMES)
    assert len(set(first.values())) == len(NAMES)
    assert ensure_secrets(tmp_path) == first


def test_only_the_owner_can_read_them(tmp_path):
    ensure_secrets(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.env").stat().st_mode) == 0o600


def test_the_environment_wins_and_is_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("FANAL_BOT_TOKEN", "given-by-the-operator")
    assert ensure_secrets(tmp_path)["FANAL_BOT_TOKEN"] == "given-by-the-operator"
    assert "given-by-the-operator" not in (tmp_path / "secrets.env").read_text()


def test_a_missing_secret_is_added_and_the_others_stay(tmp_path, monkeypatch):
    monkeypatch.delenv("FANAL_SECRET_KEY", raising=False)
    (tmp_path / "secrets.env").write_text("FANAL_SECRET_KEY=kept\n", encoding="utf-8")
    secrets = ensure_secrets(tmp_path)
    assert secrets["FANAL_SECRET_KEY"] == "kept"
    assert all(secrets.values())
