from __future__ import annotations

import importlib
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from desk.config.environment import environment


def load(monkeypatch: pytest.MonkeyPatch):
    environment.cache_clear()
    for name in ("desk.config.base", "desk.config.production"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("desk.config.production")


@pytest.mark.parametrize(
    "missing", ["FANAL_SECRET_KEY", "FANAL_DESK_API_TOKEN", "FANAL_BOT_DESK_TOKEN"]
)
def test_does_not_start_without_a_secret(monkeypatch, missing) -> None:
    monkeypatch.setenv("FANAL_SECRET_KEY", "long and random")
    monkeypatch.setenv(missing, "")
    with pytest.raises(ImproperlyConfigured, match=missing):
        load(monkeypatch)


def test_cookies_and_pages_travel_only_by_https(monkeypatch) -> None:
    monkeypatch.setenv("FANAL_SECRET_KEY", "long and random")
    monkeypatch.setenv("FANAL_DESK_ALLOWED_HOSTS", "desk.example")
    settings = load(monkeypatch)

    assert settings.SESSION_COOKIE_SECURE
    assert settings.CSRF_COOKIE_SECURE
    assert settings.SECURE_SSL_REDIRECT
    assert settings.SECURE_HSTS_SECONDS >= 31_536_000
    assert settings.CSRF_TRUSTED_ORIGINS == ["https://desk.example"]
    assert not settings.DEBUG
