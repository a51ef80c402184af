from __future__ import annotations

import pytest

from bot.components.parts import MOST_PARTS, parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello. Where can I learn Dutch?", ["Hello.", "Where can I learn Dutch?"]),
        ("Bonjour, où apprendre le français", ["Bonjour", "où apprendre le français"]),
        ("مرحبا، وين فيني اتعلم", ["مرحبا", "وين فيني اتعلم"]),
        ("ሰላም። ኮርስ ኣበይ ኣሎ", ["ሰላም።", "ኮርስ ኣበይ ኣሎ"]),
        ("dank u! en hoeveel kost het?", ["dank u!", "en hoeveel kost het?"]),
        ("hello\nI need work", ["hello", "I need work"]),
        ("你好。我在找工作", ["你好。", "我在找工作"]),
    ],
)
def test_what_is_said_one_after_the_other_is_parted(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("text", ["where can I learn Dutch?", "", "?!", "9000", "A2 or B1.5 level"])
def test_one_thing_has_no_parts(text: str) -> None:
    assert parts(text) == []


def test_a_clause_in_the_middle_stays_with_its_sentence() -> None:
    assert parts("Hello. When he came, he was angry.") == ["Hello.", "When he came, he was angry."]


def test_of_a_long_story_beginning_and_end_are_kept() -> None:
    told = parts(" ".join(f"Sentence {number}." for number in range(50)))
    assert len(told) == MOST_PARTS
    assert (told[0], told[-1]) == ("Sentence 0.", "Sentence 49.")
