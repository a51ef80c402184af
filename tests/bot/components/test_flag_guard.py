from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.flag_guard import FlagGuard, flag_of
from knowledge.languages import LANGUAGES


def chosen(text: str) -> tuple[str, list[str]]:
    before = {"name": "no_words", "confidence": 1.0}
    [message] = FlagGuard().process([Message({"text": text, "intent": before})])
    return message.get("intent")["name"], [e["value"] for e in message.get("entities", [])]


@pytest.mark.parametrize(
    ("flag", "language"), [("🇺🇦", "uk"), ("🇸🇾", "ar"), (" 🇪🇷 ", "ti"), ("🇧🇷", "pt"), ("🇬🇧", "en")]
)
def test_a_flag_chooses_the_language_of_its_country(flag: str, language: str) -> None:
    assert chosen(flag) == ("change_language", [language])
    assert language in LANGUAGES


@pytest.mark.parametrize("flag", ["🇧🇪", "🇦🇫", "🇯🇵"])
def test_a_flag_of_several_languages_or_none_of_ours_asks(flag: str) -> None:
    assert chosen(flag) == ("change_language", [])


@pytest.mark.parametrize("text", ["😀", "", "ok", "🇺🇦🇷🇺", "🇺🇦 help", "/affirm"])
def test_everything_else_is_left_alone(text: str) -> None:
    assert flag_of(text) is None
    assert chosen(text) == ("no_words", [])
