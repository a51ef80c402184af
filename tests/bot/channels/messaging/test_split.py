from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.split import length, split


def test_what_fits_stays_whole() -> None:
    assert split("One.\n\nTwo.", 20) == ["One.\n\nTwo."]


def test_nothing_is_no_part() -> None:
    assert split(" \n ", 20) == []


def test_paragraphs_stay_together_as_long_as_they_fit() -> None:
    assert split("aaaa\n\nbbbb\n\ncccc", 10) == ["aaaa\n\nbbbb", "cccc"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Go to AGII. It is free. Bring a card.", ["Go to AGII. It is free.", "Bring a card."]),
        ("اذهب إلى المكتب. هل هو مجاني؟ نعم.", ["اذهب إلى المكتب.", "هل هو مجاني؟ نعم."]),
        ("መጀመርታ ኪዱ። ድሕሪኡ ጽሓፉ። ኣብዚ ኢኹም።", ["መጀመርታ ኪዱ። ድሕሪኡ ጽሓፉ።", "ኣብዚ ኢኹም።"]),
        ("See art. 60 of the law. Ask there now.", ["See art. 60 of the law.", "Ask there now."]),
    ],
    ids=["Latin", "Arabic", "Tigrinya", "abbreviation"],
)
def test_long_paragraphs_are_cut_where_sentences_end(text: str, parts: list[str]) -> None:
    assert split(text, 24) == parts


def test_an_emoji_counts_as_platforms_count_it_and_is_not_cut() -> None:
    assert length("😀") == 2
    assert split("😀😀😀", 5) == ["😀😀", "😀"]


@given(st.text(min_size=1, max_size=400), st.integers(min_value=2, max_value=60))
def test_no_part_is_too_long_or_empty_and_no_letter_is_lost(text: str, longest: int) -> None:
    parts = split(text, longest)
    assert all(part and length(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
