from __future__ import annotations

from typing import Any

import pytest

from bot.channels.messaging.choices import chosen, fits, numbered

PAYLOADS = ("/a", "/b", "/c")


def message(*titles: str, language: str = "en") -> dict[str, Any]:
    buttons = [{"title": title, "payload": f"/{title}"} for title in titles]
    custom = {"type": "notice"}
    return {"text": "Which?", "language": language, "buttons": buttons, "custom": custom}


@pytest.mark.parametrize("text", ["2", " 2.", "(2)", "٢", "۲", "№ 2", "2)"])
def test_a_number_in_any_script_is_the_button_of_that_place(text: str) -> None:
    assert chosen(text, PAYLOADS) == "/b"


@pytest.mark.parametrize("text", ["0", "4", "2 children", "B1", "", "2000"])
def test_anything_else_is_text(text: str) -> None:
    assert chosen(text, PAYLOADS) is None


def test_without_a_list_a_number_is_text() -> None:
    assert chosen("1", ()) is None


def test_buttons_become_a_list_that_says_how_to_answer() -> None:
    assert numbered(message("Flanders", "Brussels")) == (
        "Which?\n\n1. Flanders\n2. Brussels\n\n(Answer with a number)"
    )


def test_titles_that_are_too_many_too_long_or_alike_do_not_fit() -> None:
    assert fits(message("a", "b"), most=2, longest_title=3)
    assert not fits(message("a", "b"), most=1, longest_title=3)
    assert not fits(message("abcd"), most=2, longest_title=3)
    assert not fits(message("a", "a"), most=2, longest_title=3)
