from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoders.batching import batches_by_length


@given(lengths=st.lists(st.integers(1, 600)), cap=st.integers(1, 2000))
def test_every_text_is_in_one_batch_and_batches_keep_the_cap(lengths, cap):
    batches = list(batches_by_length(lengths, cap))

    assert sorted(position for batch in batches for position in batch) == list(range(len(lengths)))
    for batch in batches:
        padded = len(batch) * max(lengths[position] for position in batch)
        assert padded <= cap or len(batch) == 1


def test_texts_of_like_length_share_a_batch():
    assert list(batches_by_length([3, 100, 4, 90, 5], 200)) == [[0, 2, 4], [3, 1]]


def test_nothing_gives_no_batch():
    assert list(batches_by_length([], 512)) == []
