from __future__ import annotations

import unicodedata
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from desk.cases.text_safety import neutral, with_numbers
from desk.cases.transcript import storable, storable_everywhere


@given(st.text())
def test_nothing_that_overrides_direction_or_controls_a_terminal_is_left(text: str) -> None:
    shown = neutral(text)

    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert all(unicodedata.category(char) != "Cc" or char in "\t\n" for char in shown)
    assert neutral(shown) == shown


def test_what_persian_and_mixed_text_need_stays() -> None:
    text = "می‌خواهم\u200f (VDAB)\n\tدوم"
    assert neutral(text) == text


def test_line_ends_are_made_one_kind() -> None:
    assert neutral("a\r\nb\rc") == "a\nb\nc"


def test_a_pile_of_marks_is_cut() -> None:
    assert neutral("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 4 + "b"


@given(st.text(st.characters()))
def test_every_text_can_be_stored(text: str) -> None:
    kept = storable(text)

    assert "\x00" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept


def test_texts_deep_inside_are_made_storable_too() -> None:
    assert storable_everywhere({"a": ["\x00", {"b": "\ud800"}, 1, None]}) == {
        "a": ["\ufffd", {"b": "\ufffd"}, 1, None]
    }


def test_a_long_number_keeps_its_order_between_arabic_words() -> None:
    shown = with_numbers("رقمي 0478 12 34 56 و عمري 19")
    assert shown == 'رقمي <bdi dir="ltr">0478 12 34 56</bdi> و عمري 19'


@given(st.text("<>&'\"0123456789 -./+a"))
def test_numbers_are_marked_in_escaped_text_only(text: str) -> None:
    shown = with_numbers(text)
    assert unescape(shown.replace('<bdi dir="ltr">', "").replace("</bdi>", "")) == text
