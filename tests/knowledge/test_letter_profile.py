from __future__ import annotations

import pytest

from knowledge.letter_profile import LetterProfile


@pytest.fixture(scope="module")
def profile() -> LetterProfile:
    return LetterProfile(
        {
            "nl": ["waar kan ik leren", "goedemorgen allemaal"],
            "fr": ["où puis-je apprendre", "bonjour à tous"],
            "ar": ["وين فيني اتعلم", "مرحبا يا جماعة", "wen fini et3allam"],
        }
    )


@pytest.mark.parametrize(
    ("text", "language"), [("ik kan leren", "nl"), ("bonjour", "fr"), ("fini et3allam", "ar")]
)
def test_spelling_tells_the_language(profile, text, language) -> None:
    shares, known = profile.shares(text)
    assert max(shares, key=shares.__getitem__) == language
    assert sum(shares.values()) == pytest.approx(1.0)
    assert known > 0.5


def test_letters_never_seen_tell_nothing(profile) -> None:
    assert profile.shares("我在找工作") == ({}, 0.0)
