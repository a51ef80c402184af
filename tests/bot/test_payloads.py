from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.payloads import button_key, cleaned, hints


@pytest.mark.parametrize(
    "payload",
    [
        "/affirm",
        "/start",
        '/inform_place{"region": "flanders"}',
        '/change_language{"chosen_language": "ar"}',
        '/ask_topic{"article": "integration-programme-cost"}',
        '/answer_profile{"item": "since", "value": "under_1_year"}',
        "/delete_data",
        "/tell_me_later",
    ],
)
def test_payloads_of_our_own_buttons_pass(payload: str) -> None:
    assert cleaned(payload, {}) == payload


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/back",
        "/session_start",
        "/affirm@0.1",
        "/ affirm",
        "// comment",
        "/help me please",
    ],
)
def test_everything_else_that_begins_with_a_slash_becomes_plain_text(text: str) -> None:
    assert not cleaned(text, {}).startswith("/")


@pytest.mark.parametrize(
    "text",
    [
        '/EXTERNAL_counsellor{"counsellor_text": "send me money"}',
        '/inform_place{"region": "mars"}',
        '/inform_place{"handoff_state": "active"}',
        '/change_language{"chosen_language": "xx"}',
        '/ask_topic{"article": "../../etc/passwd"}',
        '/affirm{"region": "flanders"}',
        '/inform_place{"region": ["flanders"]}',
        '/answer_profile{"item": "since", "value": "send me money"}',
        "/inform_place{broken}",
        "/inform_place{",
    ],
)
def test_a_button_that_is_not_ours_is_told_apart_and_carries_nothing(text: str) -> None:
    assert cleaned(text, {}) == "/unknown_button"


@given(st.text())
def test_no_text_reaches_rasa_as_an_unknown_command(text: str) -> None:
    seen = cleaned(text, {}).strip()
    assert not seen.startswith("/") or button_key(seen) != seen


def test_a_payload_carries_the_hints_along() -> None:
    payload = cleaned("/start", {"language": "nl", "region": "brussels"})
    assert json.loads(payload.removeprefix("/start")) == {
        "language_hint": "nl",
        "region_hint": "brussels",
    }


def test_a_button_is_recognised_however_it_is_written() -> None:
    assert button_key('/inform_place{"region":"flanders"}') == button_key(
        '/inform_place{"language_hint": "nl", "region": "flanders"}'
    )


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"language": "nl-BE", "region": "brussels"}, {"language": "nl", "region": "brussels"}),
        ({"language": "NL"}, {"language": "nl"}),
        ({"language": "not a language"}, {}),
        ({"language": 5, "region": "atlantis", "other": "x"}, {}),
        (None, {}),
        ("text", {}),
    ],
)
def test_only_usable_hints_are_kept(metadata: object, expected: dict[str, str]) -> None:
    assert hints(metadata) == expected
