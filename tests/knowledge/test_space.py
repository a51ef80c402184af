from __future__ import annotations

import numpy as np
import pytest

from knowledge.space import Space


@pytest.fixture
def corpus():
    """Thirty topics in two languages: topic + language + a little wording, as an encoder gives."""
    random = np.random.default_rng(7)
    topics = random.normal(size=(30, 16)) * 0.3
    languages = {"en": random.normal(size=16), "ar": random.normal(size=16)}
    rows, codes, groups = [], [], []
    for group, topic in enumerate(topics):
        for code, offset in languages.items():
            for _ in range(4):
                rows.append(topic + offset + random.normal(size=16) * 0.1)
                codes.append(code)
                groups.append(group)
    vectors = np.array(rows, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, codes, np.array(groups)


def _first_is_right(queries, passages, codes, groups) -> float:
    """Share of Arabic queries whose nearest English passage is of their group."""
    codes = np.array(codes)
    cosines = queries[codes == "ar"] @ passages[codes == "en"].T
    return float((groups[codes == "en"][cosines.argmax(1)] == groups[codes == "ar"]).mean())


def _nearest_language(vectors, codes) -> float:
    """Share of vectors whose nearest other vector is of their own language."""
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -2)
    return float((np.array(codes)[cosines.argmax(1)] == np.array(codes)).mean())


def test_vectors_no_longer_lie_together_by_language(corpus):
    vectors, codes, groups = corpus
    assert _nearest_language(vectors, codes) == 1.0
    space = Space.measure(vectors, codes, groups)
    assert _nearest_language(space.passages(vectors, codes), codes) < 0.8


def test_the_map_brings_a_topic_together_across_languages(corpus):
    vectors, codes, groups = corpus
    centred = Space.measure(vectors, codes, None).passages(vectors, codes)
    mapped = Space.measure(vectors, codes, groups).passages(vectors, codes)
    before = _first_is_right(centred, centred, codes, groups)
    assert _first_is_right(mapped, mapped, codes, groups) >= before > 0.9


def test_a_query_and_a_passage_of_the_same_vector_meet(corpus):
    vectors, codes, groups = corpus
    space = Space.measure(vectors, codes, groups)
    passages = space.passages(vectors, codes)
    np.testing.assert_allclose(space.query(vectors[0], codes[0]), passages[0], atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1.0, atol=1e-5)


def test_a_small_corpus_is_left_as_it_is(corpus):
    vectors, codes, groups = corpus
    space = Space.measure(vectors[:10], codes[:10], groups[:10])
    assert space.means == {}
    assert space.map is None
    np.testing.assert_allclose(space.passages(vectors[:10], codes[:10]), vectors[:10], atol=1e-6)


def test_a_language_the_corpus_does_not_have_gets_the_common_mean(corpus):
    vectors, codes, groups = corpus
    space = Space.measure(vectors, codes, groups)
    assert not np.allclose(space.query(vectors[0], "ti"), vectors[0])


def test_a_score_of_passages_is_enough_to_take_their_language_out(corpus):
    vectors, codes, groups = corpus
    few = np.flatnonzero((np.array(codes) == "en") | (groups < 5))
    vectors, codes, groups = vectors[few], [codes[row] for row in few], groups[few]
    centred = Space.measure(vectors, codes, None).passages(vectors, codes)
    before = _first_is_right(vectors, vectors, codes, groups)
    assert _first_is_right(centred, centred, codes, groups) >= 0.8 > 2 * before
