from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.redaction import ACCOUNT, EMAIL, MARKS, NATIONAL_NUMBER, NUMBER, PHONE, redact

LETTERS = st.text(st.characters(categories=["L", "Zs", "P"], exclude_characters="@"), max_size=20)
GAPS = st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u200b", " - "])


@st.composite
def spread(draw: st.DrawFn, digits: str) -> str:
    """Digits as people write them: with gaps, in their own script."""
    zero = draw(st.sampled_from("0٠۰०"))
    return "".join(chr(ord(zero) + int(d)) + draw(GAPS) for d in digits[:-1]) + chr(
        ord(zero) + int(digits[-1])
    )


def national_number(body: int, born_after_2000: bool) -> str:
    checked = body + 2_000_000_000 if born_after_2000 else body
    return f"{body:09d}{97 - checked % 97:02d}"


def account(country: str, body: str) -> str:
    moved = "".join(str(int(c, 36)) for c in f"{body}{country}00")
    return f"{country}{98 - int(moved) % 97:02d}{body}"


@given(LETTERS, st.data(), st.integers(0, 999_999_999), st.booleans(), LETTERS)
def test_no_national_number_is_left(before, data, body, after_2000, after) -> None:
    number = data.draw(spread(national_number(body, after_2000)))
    said = redact(f"{before} {number} {after}")
    assert number not in said
    # Two letters before it may make an account number of it.
    assert NATIONAL_NUMBER in said or ACCOUNT in said


@given(LETTERS, st.data(), st.integers(400_000_000, 499_999_999), LETTERS)
def test_no_phone_is_left(before, data, number, after) -> None:
    for start in ("0", "+32", "0032"):
        phone = data.draw(spread(f"{start.lstrip('+')}{number}"))
        said = redact(f"{before} {'+' if start[0] == '+' else ''}{phone} {after}")
        assert phone not in said
        assert {mark for mark in MARKS if mark in said} & {PHONE, NUMBER, NATIONAL_NUMBER}


@given(LETTERS, st.emails(), LETTERS)
def test_no_email_is_left(before, address, after) -> None:
    said = redact(f"{before} {address} {after}")
    assert address not in said
    assert address.rpartition("@")[2] not in said or address.rpartition("@")[2] in before + after


@given(
    LETTERS,
    st.sampled_from([("BE", 12), ("NL", 14), ("FR", 23), ("TR", 22)]),
    st.data(),
    st.booleans(),
    LETTERS,
)
def test_no_account_is_left(before, country, data, grouped, after) -> None:
    code, length = country
    body = data.draw(st.text("0123456789", min_size=length, max_size=length))
    number = account(code, body)
    if grouped:
        number = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    said = redact(f"{before} {number} {after}")
    assert number not in said
    assert ACCOUNT in said


@given(st.text(max_size=200))
def test_redacting_twice_changes_nothing(text) -> None:
    assert redact(redact(text)) == redact(text)


@given(st.text(st.characters(categories=["L", "Zs"]), max_size=100))
def test_words_stay(text) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "I came on 12/03/2024 with 2 children.",
        "Article 60 §7 of 1976, 1.250 euro, postcode 2018",
        "How much is 125 000 euro in my language?",
        "Wet van 15/12/1980",
        "BE12 have some more words here",
        "A1 A2 B1 B2",
    ],
)
def test_dates_amounts_and_levels_stay(text) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("85.07.30-033.28 is mine", f"{NATIONAL_NUMBER} is mine"),
        ("bel 0470 12 34 56 of mail amal@example.be", f"bel {PHONE} of mail {EMAIL}"),
        ("amal (at) example.be", EMAIL),
        ("BE68 5390 0754 7034", ACCOUNT),
        ("رقمي ٠٤٧٠١٢٣٤٥٦", f"رقمي {PHONE}"),
        ("+32 (0)2 123 45 67.", f"{PHONE}."),
        ("card B 592-1234567-89", f"card B {NUMBER}"),
    ],
)
def test_what_stood_there_is_named(text, redacted) -> None:
    assert redact(text) == redacted
