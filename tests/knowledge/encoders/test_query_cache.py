from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoders.query_cache import QueryCache


class Spy:
    """Encodes a text to its length and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, texts):
        self.asked.append(texts)
        return np.array([[len(text), 1] for text in texts], np.float32)


@pytest.fixture
def spy():
    return Spy()


def test_a_question_is_encoded_once(spy):
    cache = QueryCache(dimension=2)
    cache.encode(["a", "bb"], spy)

    vectors = cache.encode(["bb", "ccc", "a"], spy)

    assert vectors.tolist() == [[2, 1], [3, 1], [1, 1]]
    assert spy.asked == [["a", "bb"], ["ccc"]]


def test_doubles_are_encoded_once_and_returned_twice(spy):
    assert QueryCache(2).encode(["a", "bb", "a"], spy).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert spy.asked == [["a", "bb"]]


def test_what_was_used_last_stays(spy):
    cache = QueryCache(2, size=2)
    for text in ("a", "bb", "a", "ccc"):
        cache.encode([text], spy)

    cache.encode(["a"], spy)
    cache.encode(["bb"], spy)

    assert spy.asked == [["a"], ["bb"], ["ccc"], ["bb"]]


def test_changing_a_result_does_not_change_the_memory(spy):
    cache = QueryCache(2)
    cache.encode(["a"], spy)[:] = 99

    cache.encode(["a"], spy)[:] = 98

    assert cache.encode(["a"], spy).tolist() == [[1, 1]]


def test_no_questions_give_no_rows_and_no_work(spy):
    assert QueryCache(2).encode([], spy).shape == (0, 2)
    assert spy.asked == []


def test_it_keeps_no_words(spy):
    cache = QueryCache(2)
    cache.encode(["my secret question"], spy)

    kept = repr({name: getattr(cache, name) for name in vars(cache)})

    assert "secret question" not in kept


def test_a_broken_surrogate_is_a_question_like_any_other(spy):
    assert QueryCache(2).encode(["\ud800"], spy).shape == (1, 2)
