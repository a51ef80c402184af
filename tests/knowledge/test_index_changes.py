from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import corpus
from knowledge.document import Document
from knowledge.errors import CorpusError
from knowledge.index import STALE_SHARE, Index
from knowledge.passages import Passages
from knowledge.retriever import Retriever
from tests.fakes.encoder import WordEncoder

WORDS = ["work", "school", "diploma", "house", "bus", "doctor", "child", "course"]
REGIONS = [(), ("flanders",), ("brussels", "wallonia")]


@st.composite
def documents(draw):
    """A document of a small corpus; its number is its id, so that later ones replace earlier."""
    passages = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    number = draw(st.integers(0, 11))
    return Document(
        id=str(number),
        title="",
        text="",
        language=draw(st.sampled_from(["en", "nl"])),
        regions=draw(st.sampled_from(REGIONS)),
        group=f"g{number % 5}",
        passages=tuple(draw(st.lists(passages, min_size=1, max_size=3))),
    )


def corpora(min_size):
    return st.lists(documents(), min_size=min_size, max_size=8, unique_by=lambda d: d.id)


@settings(deadline=None, max_examples=12)
@given(corpora(1), corpora(1), st.sampled_from([1, 3]), st.sampled_from(WORDS), st.data())
def test_documents_that_come_and_go_leave_what_a_fresh_build_has(old, more, pool, query, data):
    encoder = WordEncoder()
    retriever = Retriever.build(old, encoder=encoder, pool=pool).add(more)
    left = {d.id: d for d in [*old, *more]}
    gone = data.draw(st.sets(st.sampled_from(sorted(left)), max_size=len(left) - 1))
    for number in gone:
        del left[number]
    changed = retriever.remove(gone)
    fresh = Retriever.build(left.values(), encoder=encoder, pool=pool)
    for region in (None, "flanders"):
        found = _scores(changed.search(query, 20, language="en", region=region))
        assert found == pytest.approx(
            _scores(fresh.search(query, 20, language="en", region=region)), abs=1e-4
        )


def _scores(hits):
    return {hit.id: hit.score for hit in hits}


def test_only_new_texts_of_a_replaced_document_are_encoded():
    encoder = WordEncoder()
    old = Document("a", "", "", "en", passages=("bus", "work"))
    retriever = Retriever.build([old], encoder=encoder)
    encoder.encoded.clear()
    changed = retriever.add([Document("a", "", "", "en", passages=("bus", "school"))])
    assert encoder.encoded == ["school"]
    assert changed.search("work", language="en")[0].lexical == 0.0
    assert retriever.search("work", language="en")[0].lexical > 0.0


def test_a_document_that_is_not_there_cannot_be_removed():
    retriever = Retriever.build([Document("a", "", "bus", "en")], encoder=WordEncoder())
    with pytest.raises(CorpusError, match="no document 'b'"):
        retriever.remove(["b"])


def test_the_last_document_cannot_be_removed():
    retriever = Retriever.build([Document("a", "", "bus", "en")], encoder=WordEncoder())
    with pytest.raises(CorpusError, match="no text"):
        retriever.remove(["a"])


@pytest.fixture(scope="module")
def large():
    """A corpus in lists: as a million passages are, but few."""
    random = np.random.default_rng(2)
    vectors = random.normal(size=(400, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    made = [Document(str(n), "", "", "en", passages=(f"word{n}",)) for n in range(400)]
    passages = Passages.of(made, [d.passages[0] for d in made], range(400))
    return Index.of(passages, vectors, pool=corpus.POOL, exact_up_to=100)


def _new(count):
    made = [Document(f"new{n}", "", f"fresh{n}", "en") for n in range(count)]
    return Passages.of(made, [d.text for d in made], range(count))


def test_a_large_corpus_keeps_its_space_and_lists(large):
    vectors = -np.asarray(large.vectors[:10])
    changed = large.changed({"3", "7"}, _new(10), vectors)
    assert changed.space is large.space
    assert changed.changes == 12
    assert len(changed.dense) == len(changed.passages.texts) == len(changed.vectors) == 408
    query = changed.space.query(vectors[4], "en")
    (row,), _ = changed.dense.search(query, 1)
    assert changed.passages.texts[row] == "fresh4"
    (row,), _ = changed.lexical.match("fresh9", "en").best(1)
    assert changed.passages.document_of(row).id == "new9"
    assert len(changed.lexical.match("word3", "en").best(1)[0]) == 0


def test_a_large_corpus_that_has_changed_much_is_measured_anew(large):
    gone = {str(n) for n in range(int(400 * STALE_SHARE) + 10)}
    changed = large.changed(gone, _new(0), large.vectors[:0])
    assert changed.changes == 0
    assert changed.space is not large.space


def test_changes_add_up_until_all_is_measured_anew(large):
    index = large
    for start in range(0, 90, 30):
        index = index.changed(
            {str(n) for n in range(start, start + 30)}, _new(0), large.vectors[:0]
        )
    assert index.changes < 60
    assert index.space is not large.space
