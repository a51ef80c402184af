from __future__ import annotations

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import language_index, word_match
from knowledge.errors import IndexMismatchError
from knowledge.lexical_index import LexicalIndex
from knowledge.words import words

TEXTS = [
    "Dutch courses in Ghent",
    "Cursus Nederlands in Gent",
    "The course takes 120 hours, and the course is free",
    "",
    "VDAB helps you find work",
    "VDAB helpt u werk vinden",
    "!!!",
]
LANGUAGES = ["en", "nl", "en", "en", "en", "nl", "fr"]

letters = st.text("abcdef", min_size=0, max_size=2)
texts = st.lists(
    st.tuples(st.lists(letters, max_size=6).map(" ".join), st.sampled_from(["so", "ti"])),
    max_size=12,
)


@pytest.fixture
def index() -> LexicalIndex:
    return LexicalIndex.build(TEXTS, LANGUAGES)


def test_passages_of_the_language_are_found_best_first(index):
    rows, coverage = index.match("Dutch course in Ghent", "en").best(10)
    assert list(rows) == [0, 2]
    assert coverage[0] == pytest.approx(1.0, abs=0.15)
    assert 1.0 >= coverage[0] > coverage[1] > 0.0


def test_coverage_is_that_of_the_rows_asked_for(index):
    rows, coverage = index.match("VDAB work", "en").best(10)
    everything = index.match("VDAB work", "en").coverage(np.arange(len(TEXTS)))
    np.testing.assert_allclose(everything[rows], coverage)
    assert np.count_nonzero(everything) == len(rows)


def test_everywhere_is_every_row_that_holds_a_word(index):
    rows, coverage = index.match("VDAB work", "en").everywhere()
    np.testing.assert_allclose(coverage, index.match("VDAB work", "en").coverage(rows))
    assert np.count_nonzero(coverage) == np.count_nonzero(
        index.match("VDAB work", "en").best(10)[1]
    )


@pytest.mark.parametrize("language", [None, "", "xx", "fr", "../en"])
def test_a_language_without_words_finds_nothing(index, language):
    assert len(index.match("VDAB", language).best(10)[0]) == 0
    assert not index.match("VDAB", language).coverage(np.arange(len(TEXTS))).any()
    assert not index.match("VDAB", language).everywhere()[1].any()


def test_a_word_that_no_passage_knows_lowers_the_coverage(index):
    alone = index.match("VDAB", "en").best(1)[1][0]
    assert index.match("VDAB unheard", "en").best(1)[1][0] == pytest.approx(alone / 2)


def test_only_allowed_rows_are_found(index):
    allowed = np.ones(len(TEXTS), np.bool_)
    allowed[0] = False
    assert list(index.match("course in", "en").best(10, allowed)[0]) == [2]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(letters, max_size=8).map(" ".join), min_size=1, max_size=20), letters)
def test_weights_are_those_of_bm25s(corpus, extra):
    tokens = [words(text, "so") or [""] for text in corpus]
    reference = bm25s.BM25(method="lucene")
    reference.index(tokens, show_progress=False)
    index = LexicalIndex.build(corpus, ["so"] * len(corpus))
    query = f"{corpus[0]} {extra}"
    known = [word for word in dict.fromkeys(words(query, "so")) if word in reference.vocab_dict]
    if not known:
        assert len(index.match(query, "so").best(99)[0]) == 0
        return
    expected = reference.get_scores(known)
    coverage = index.match(query, "so").coverage(np.arange(len(corpus)))
    # Coverage is the score over that of a full match, which is the same for every passage.
    first = int(expected.argmax())
    ratio = coverage[first] / expected[first] if expected[first] else 0.0
    np.testing.assert_allclose(coverage, expected * ratio, atol=1e-4)


@settings(deadline=None, max_examples=40)
@given(old=texts, new=texts, random=st.randoms(use_true_random=False), query=letters)
def test_texts_that_come_and_go_leave_what_a_fresh_build_has(old, new, random, query):
    keep = [row for row in range(len(old)) if random.random() < 0.6]
    index = LexicalIndex.build([t for t, _ in old], [code for _, code in old])
    changed = index.changed(np.array(keep, np.int64), *_columns(new))
    everything = [old[row] for row in keep] + new
    fresh = LexicalIndex.build(*_columns(everything))
    rows = np.arange(len(everything))
    asked = " ".join([query, *(text for text, _ in everything[:2])])
    for code in ("so", "ti"):
        np.testing.assert_allclose(
            changed.match(asked, code).coverage(rows),
            fresh.match(asked, code).coverage(rows),
            atol=1e-5,
        )
        np.testing.assert_array_equal(
            changed.match(asked, code).best(5)[0], fresh.match(asked, code).best(5)[0]
        )
    assert sorted(changed.languages) == sorted(fresh.languages)


def _columns(rows):
    return [text for text, _ in rows], [code for _, code in rows]


def test_frequent_words_bring_up_nobody_but_count_for_those_found(monkeypatch):
    corpus = ["of common"] * 40 + ["of rare", "rare"] + ["other"] * 60
    index = LexicalIndex.build(corpus, ["so"] * len(corpus))
    monkeypatch.setattr(word_match, "_PAIRS", 10)
    rows, coverage = index.match("rare of", "so").best(10)
    assert set(rows) == {40, 41}
    np.testing.assert_allclose(coverage, index.match("rare of", "so").coverage(rows))
    rows, coverage = index.match("rare of", "so").everywhere()
    assert set(rows) == set(range(42))
    np.testing.assert_allclose(coverage, index.match("rare of", "so").coverage(rows))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 30), st.integers(2, 200))
def test_the_best_of_many_are_those_that_sorting_all_would_give(seed, count, different):
    # Few different scores make many ties, of which the first must win.
    scores = np.random.default_rng(seed).integers(0, different, 2_000).astype(np.float32)
    expected = np.argsort(-scores, kind="stable")[:count]
    np.testing.assert_array_equal(word_match._best(scores, count), expected)


def test_of_a_very_long_query_the_weightiest_words_count(monkeypatch):
    monkeypatch.setattr(language_index, "MAX_WORDS", 1)
    corpus = ["often rare", "often", "often", "other"]
    index = LexicalIndex.build(corpus, ["so"] * 4)
    rows, coverage = index.match("often rare", "so").best(10)
    assert list(rows) == [0]
    assert coverage[0] == pytest.approx(1.0)


def test_ten_thousand_words_are_answered(index):
    rows, _ = index.match("VDAB " + " ".join(map(str, range(10_000))), "en").best(10)
    assert 4 in rows


def test_stored_and_read_finds_the_same(index, tmp_path):
    index.save(tmp_path / "lexical")
    stored = LexicalIndex.load(tmp_path / "lexical")
    assert stored.languages == index.languages
    for query, language in (("course in Ghent", "en"), ("werk vinden", "nl")):
        np.testing.assert_array_equal(
            stored.match(query, language).best(5)[0], index.match(query, language).best(5)[0]
        )


def test_a_language_code_is_never_a_path(tmp_path):
    LexicalIndex.build(["escaped words"], ["../../escape"]).save(tmp_path / "a" / "lexical")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert LexicalIndex.load(tmp_path / "a" / "lexical").languages == ["../../escape"]


@pytest.mark.parametrize("name", ["lexical.json", "0/weights.npy", "0/words.json", "0/rows.npy"])
@pytest.mark.parametrize("content", [None, b"", b"\x00\x01garbage"])
def test_a_damaged_file_is_refused(index, tmp_path, name, content):
    index.save(tmp_path / "lexical")
    file = tmp_path / "lexical" / name
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(IndexMismatchError, match="word index is missing or damaged"):
        LexicalIndex.load(tmp_path / "lexical")
