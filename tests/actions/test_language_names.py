from __future__ import annotations

import pytest

from actions.language_names import named_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nederlands aub", "nl"),
        ("kan je Vlaams praten", "nl"),
        ("بالعربي لو سمحت", "ar"),
        ("arapça konuş", "ar"),
        ("parle français", "fr"),
        ("на украинском", "uk"),
        ("російською", "ru"),
        ("по-русски", "ru"),
        ("دری لطفا", "fa"),
        ("پښتو", "ps"),
        ("hablas español?", "es"),
        ("ትግርኛ", "ti"),
        ("Soomaali", "so"),
        ("în română", "ro"),
        ("em português", "pt"),
        ("İngilizce lütfen", "en"),
        ("deutsch bitte", "de"),
    ],
)
def test_a_language_is_found_in_whatever_language_it_is_named(text: str, language: str) -> None:
    assert named_language(text) == language


@pytest.mark.parametrize("text", ["another language", "", "12345", "not Dutch but French please"])
def test_none_or_several_are_not_guessed(text: str) -> None:
    assert named_language(text) is None
