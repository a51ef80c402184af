from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.sealing import seal, unseal

KEY = "a secret"


@given(st.text())
def test_the_holder_of_the_key_reads_it_again(text: str) -> None:
    assert unseal(seal(text, KEY), KEY, lifetime_seconds=60) == text


@given(st.text())
def test_whatever_was_not_sealed_with_the_key_is_nothing(text: str) -> None:
    assert unseal(text, KEY, lifetime_seconds=60) is None
    assert unseal(seal(text, "another"), KEY, lifetime_seconds=60) is None


def test_an_address_says_nothing_about_what_is_sealed() -> None:
    sealed = seal('{"region": "brussels"}', KEY)
    assert "brussels" not in sealed
    assert all(character.isalnum() or character in "-_=" for character in sealed)


def test_it_ends_with_its_time() -> None:
    assert unseal(seal("x", KEY), KEY, lifetime_seconds=-1) is None
