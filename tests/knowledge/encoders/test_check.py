from __future__ import annotations

import unicodedata

import pytest

from knowledge.encoders.check import CheckReport, check
from knowledge.encoders.check_texts import CHECK_TEXTS


def test_there_are_about_60_texts_in_more_than_20_languages():
    texts = [text for texts in CHECK_TEXTS.values() for text in texts]

    assert len(CHECK_TEXTS) > 20
    assert len(texts) >= 60
    assert len(set(texts)) == len(texts)


def test_no_text_has_decomposed_accents():
    for texts in CHECK_TEXTS.values():
        for text in texts:
            assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    ("cosine", "mismatches", "passed"),
    [(0.999, 0, True), (0.9989, 0, False), (1.0, 1, False)],
)
def test_passes_only_with_close_vectors_and_equal_tokens(cosine, mismatches, passed):
    assert CheckReport(60, 20, cosine, 1.0, "en", mismatches).passed is passed


@pytest.mark.integration
def test_the_built_encoder_follows_the_bundled_engine(real_encoder_dir):
    seen = []

    report = check(real_encoder_dir, progress=lambda done, total: seen.append((done, total)))

    assert report.passed
    assert report.cosine_min > 0.9995
    assert seen == [(number + 1, report.texts) for number in range(report.texts)]
