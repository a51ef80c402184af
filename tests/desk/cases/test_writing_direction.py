from __future__ import annotations

import pytest

from desk.cases.writing_direction import fitting_language, text_direction


@pytest.mark.parametrize(
    ("text", "runs"),
    [("Dag", "ltr"), ("مرحبًا", "rtl"), ("اسأل VDAB", "rtl"), ("VDAB و", "ltr"), ("12 !", None)],
)
def test_the_majority_of_letters_decides(text: str, runs: str | None) -> None:
    assert text_direction(text) == runs


@pytest.mark.parametrize(
    ("text", "said", "newcomer", "language"),
    [
        ("مرحبًا", "nl", "ar", "ar"),
        ("مرحبًا", "fa", "ar", "fa"),
        ("Hello", "ar", "en", "en"),
        ("Hello", "ar", "ar", "ar"),
        ("مرحبًا", "nl", "fr", "nl"),
        ("12", "nl", "ar", "nl"),
    ],
)
def test_the_language_is_corrected_only_towards_the_newcomers(
    text: str, said: str, newcomer: str, language: str
) -> None:
    assert fitting_language(text, said=said, newcomer=newcomer) == language
