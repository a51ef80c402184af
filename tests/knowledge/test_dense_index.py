from __future__ import annotations

import faiss
import numpy as np
import pytest

from knowledge.dense_index import DenseIndex
from knowledge.errors import IndexMismatchError

DIMENSION = 24
SIZE = 3000
KINDS = {"exact": SIZE, "lists": 100}


@pytest.fixture(scope="module")
def vectors():
    """Many narrow clusters, as passages of one topic are."""
    random = np.random.default_rng(3)
    centres = random.normal(size=(60, DIMENSION))
    rows = centres[random.integers(60, size=SIZE)] + random.normal(size=(SIZE, DIMENSION)) * 0.5
    return _unit(rows)


@pytest.fixture(scope="module")
def indexes(vectors):
    return {kind: DenseIndex(vectors, exact_up_to=limit) for kind, limit in KINDS.items()}


@pytest.fixture(params=KINDS)
def index(request, indexes):
    return indexes[request.param]


def _unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _nearest(vectors, query, count, allowed=None):
    cosines = vectors @ query
    if allowed is not None:
        cosines = np.where(allowed, cosines, -2)
    return np.argsort(-cosines, kind="stable")[:count]


def test_a_small_corpus_is_compared_whole_and_a_large_one_lies_in_lists(indexes):
    assert indexes["exact"].exact
    assert not indexes["lists"].exact


def test_lists_find_nearly_all_of_what_exact_search_finds(indexes, vectors):
    queries = _unit(np.random.default_rng(5).normal(size=(200, DIMENSION)))
    found = [np.isin(_nearest(vectors, q, 10), indexes["lists"].search(q, 10)[0]) for q in queries]
    assert np.mean(found) >= 0.95


def test_similarities_are_cosines_best_first(index, vectors):
    rows, cosines = index.search(vectors[7], 20)
    assert rows[0] == 7
    assert list(cosines) == sorted(cosines, reverse=True)
    np.testing.assert_allclose(cosines, vectors[rows] @ vectors[7], atol=1e-3)


@pytest.mark.parametrize("rows", [[5], [9, 3, 3, 2999], list(range(SIZE))])
def test_similarities_of_given_rows_keep_their_order(index, vectors, rows):
    found = index.similarities(vectors[0], np.array(rows))
    np.testing.assert_allclose(found, vectors[rows] @ vectors[0], atol=1e-3)


def test_no_rows_have_no_similarities(index, vectors):
    assert len(index.similarities(vectors[0], np.empty(0, np.int64))) == 0


@pytest.mark.parametrize("share", [0.5, 0.002])
def test_only_allowed_rows_are_found(index, vectors, share):
    allowed = np.random.default_rng(1).random(SIZE) < share
    rows, _ = index.search(vectors[11], 10, allowed)
    assert allowed[rows].all()
    assert len(np.intersect1d(rows, _nearest(vectors, vectors[11], 10, allowed))) >= len(rows) - 1


def test_nothing_allowed_finds_nothing(index, vectors):
    rows, cosines = index.search(vectors[0], 10, np.zeros(SIZE, np.bool_))
    assert len(rows) == len(cosines) == 0


def test_more_than_there_are_finds_all(vectors):
    assert len(DenseIndex(vectors[:3]).search(vectors[0], 10)[0]) == 3


def test_an_empty_index_finds_nothing(vectors):
    assert len(DenseIndex(vectors[:0]).search(vectors[0], 10)[0]) == 0


def test_stored_and_read_finds_the_same(index, vectors, tmp_path):
    index.save(tmp_path / "dense.faiss")
    stored = DenseIndex.load(tmp_path / "dense.faiss")
    for query in vectors[:20]:
        np.testing.assert_array_equal(stored.search(query, 10)[0], index.search(query, 10)[0])


def test_what_was_read_can_be_stored_elsewhere_and_the_first_removed(index, vectors, tmp_path):
    """FAISS writes mapped lists as the name of their file, which the next version removes."""
    index.save(tmp_path / "dense.faiss")
    again = tmp_path / "again"
    again.mkdir()
    DenseIndex.load(tmp_path / "dense.faiss").save(again / "dense.faiss")
    for file in tmp_path.glob("dense.*"):
        file.unlink()
    stored = DenseIndex.load(again / "dense.faiss")
    np.testing.assert_array_equal(stored.search(vectors[4], 10)[0], index.search(vectors[4], 10)[0])


@pytest.mark.parametrize("mapped", [False, True])
def test_rows_come_and_go_without_training(index, vectors, tmp_path, mapped):
    if mapped:
        index.save(tmp_path / "dense.faiss")
        index = DenseIndex.load(tmp_path / "dense.faiss", exact_up_to=index.exact_up_to)
    keep = np.flatnonzero(np.arange(SIZE) % 3 > 0)
    added = _unit(np.random.default_rng(8).normal(size=(50, DIMENSION)))
    changed = index.changed(keep, added)
    everything = np.concatenate([vectors[keep], added])
    assert len(changed) == len(everything)
    for row in (0, 100, len(keep) - 1, len(keep), len(everything) - 1):
        assert changed.search(everything[row], 1)[0][0] == row
    assert len(index) == SIZE


def test_lists_that_shrink_below_the_limit_are_compared_whole(indexes, vectors):
    small = indexes["lists"].changed(np.arange(80), vectors[:0])
    assert small.exact
    assert small.search(vectors[40], 1)[0][0] == 40


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01garbage", "cut"])
@pytest.mark.parametrize("name", ["dense.faiss", "dense.npy"])
def test_a_damaged_file_is_refused(indexes, tmp_path, name, content):
    indexes["lists"].save(tmp_path / "dense.faiss")
    file = tmp_path / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:5000] if content == "cut" else content)
    with pytest.raises(IndexMismatchError, match=f"{name} is missing or damaged"):
        DenseIndex.load(tmp_path / "dense.faiss")


def test_an_index_of_another_kind_is_refused(vectors, tmp_path):
    foreign = faiss.IndexHNSWFlat(DIMENSION, 8)
    foreign.add(vectors[:100])
    faiss.write_index(foreign, str(tmp_path / "dense.faiss"))
    with pytest.raises(IndexMismatchError, match="missing or damaged"):
        DenseIndex.load(tmp_path / "dense.faiss")


def test_a_folder_that_cannot_be_written_is_told(index, tmp_path):
    with pytest.raises(OSError, match=r"dense\.faiss"):
        index.save(tmp_path / "nowhere" / "dense.faiss")
