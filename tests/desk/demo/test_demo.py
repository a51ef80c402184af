from __future__ import annotations

import pytest
from django.test import Client

from desk.config.environment import environment
from desk.demo.content import PAGES


@pytest.mark.parametrize("language", ["en", "nl", "fr", "ar"])
def test_the_page_embeds_the_widget_in_its_language(db, language) -> None:
    text = Client().get("/demo/", {"lang": language}).content.decode()
    page = PAGES[language]

    assert f'<html lang="{language}" dir="{page.direction}">' in text
    assert page.title.replace("'", "&#x27;") in text
    assert f'<fanal-chat bot-url="http://127.0.0.1:5005" language="{language}"' in text


def test_an_unknown_language_gets_english(db) -> None:
    assert '<html lang="en"' in Client().get("/demo/?lang=<b>").content.decode()


def test_the_widget_may_reach_the_bot_and_only_here(db, monkeypatch) -> None:
    monkeypatch.setenv("FANAL_BOT_PUBLIC_URL", "https://bot.example")
    environment.cache_clear()
    demo = Client().get("/demo/").headers["Content-Security-Policy"]
    login = Client().get("/accounts/login/").headers["Content-Security-Policy"]

    assert "connect-src 'self' https://bot.example wss://bot.example;" in demo
    assert "bot.example" not in login


@pytest.mark.parametrize("on", [True, False])
def test_the_test_phones_are_linked_while_they_are_on(db, monkeypatch, on: bool) -> None:
    monkeypatch.setenv("FANAL_TEST_PHONES", str(on))
    monkeypatch.setenv("FANAL_PHONES_URL", "http://127.0.0.1:5999")
    environment.cache_clear()
    text = Client().get("/demo/?lang=nl").content.decode()

    assert (f'<a href="http://127.0.0.1:5999/">{PAGES["nl"].phones}</a>' in text) is on
