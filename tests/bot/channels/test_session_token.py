from __future__ import annotations

import time

import jwt
import pytest

from bot.channels.session_token import SessionTokens

KEY, OLD = "k" * 40, "o" * 40
DAY = 86_400


def test_a_token_opens_its_own_conversation_only() -> None:
    tokens = SessionTokens(KEY)
    token = tokens.issue("one")
    assert tokens.check(token, "one")
    assert tokens.check(token, "two") is None


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        7,
        "a.b.c",
        jwt.encode({"sub": "one"}, KEY, "HS256"),
        jwt.encode({"sub": "one", "aud": "fanal-conversation", "iat": 1, "exp": 2}, KEY, "HS256"),
        jwt.encode({"sub": "one", "aud": "another", "iat": 1, "exp": 2**33}, KEY, "HS256"),
        jwt.encode(
            {"sub": "one", "aud": "fanal-conversation", "iat": 1, "exp": 2**33}, None, "none"
        ),
        SessionTokens(OLD).issue("one"),
    ],
    ids=["none", "empty", "number", "noise", "bare", "over", "audience", "unsigned", "other key"],
)
def test_what_we_did_not_sign_for_now_opens_nothing(token: object) -> None:
    assert SessionTokens(KEY).check(token, "one") is None


def test_a_token_is_renewed_after_a_day_and_the_conversation_stays() -> None:
    tokens = SessionTokens(KEY)
    young, old = tokens.issue("one"), tokens.issue("one", at=time.time() - 2 * DAY)
    kept, stale = tokens.check(young, "one"), tokens.check(old, "one")
    assert kept
    assert stale
    assert tokens.renewed(young, "one", kept) == young
    renewed = tokens.renewed(old, "one", stale)
    assert renewed != old
    assert tokens.check(renewed, "one")


def test_a_key_can_be_changed_without_losing_a_conversation() -> None:
    token = SessionTokens(OLD).issue("one")
    after = SessionTokens(KEY, old_keys=(OLD,))
    grant = after.check(token, "one")
    assert grant is not None
    assert grant.is_stale
    assert SessionTokens(KEY).check(after.renewed(token, "one", grant), "one")


def test_a_token_ends_when_nobody_has_come_back() -> None:
    tokens = SessionTokens(KEY, days=30)
    assert tokens.check(tokens.issue("one", at=time.time() - 29 * DAY), "one")
    assert tokens.check(tokens.issue("one", at=time.time() - 31 * DAY), "one") is None
