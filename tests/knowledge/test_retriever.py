from __future__ import annotations

from typing import ClassVar

import pytest

from knowledge.document import Document
from knowledge.errors import CorpusError, IndexMismatchError, IndexWriteError, QueryError
from knowledge.retriever import Retriever
from tests.fakes.encoder import WordEncoder

COURSES = [
    Document(
        "dutch",
        "Dutch courses",
        "Learn Dutch in Flanders with an adult school.",
        "en",
        ("flanders",),
    ),
    Document(
        "french",
        "French courses",
        "Learn French in Brussels or Liège.",
        "en",
        ("wallonia", "brussels"),
    ),
    Document("diploma", "Recognition of diplomas", "NARIC compares your foreign diploma.", "en"),
    Document("naar", "Werk", "Zoek werk bij VDAB in Gent.", "nl", ("flanders",)),
]


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def retriever(encoder) -> Retriever:
    return Retriever.build(COURSES, encoder=encoder)


def test_finds_by_words_and_ranks_best_first(retriever):
    hits = retriever.search("where can I learn French", language="en")
    assert hits[0].id == "french"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert 0.0 < hits[0].lexical <= 1.0


def test_an_acronym_is_found(retriever):
    assert retriever.search("NARIC", language="en")[0].id == "diploma"


def test_region_is_a_hard_filter_and_no_region_means_everywhere(retriever):
    found = {hit.id for hit in retriever.search("learn courses diploma", region="wallonia")}
    assert found == {"french", "diploma"}


def test_groups_are_pooled_to_their_best_document(encoder):
    versions = [
        Document("a/en", "", "integration course", "en", group="a"),
        Document("a/nl", "", "inburgering cursus", "nl", group="a"),
        Document("b/en", "", "driving licence", "en", group="b"),
    ]
    hits = Retriever.build(versions, encoder=encoder).search("inburgering cursus", language="nl")
    assert [hit.id for hit in hits] == ["a", "b"]
    assert hits[0].document == "a/nl"


def test_one_document_is_a_corpus(encoder):
    only = Retriever.build([COURSES[0]], encoder=encoder)
    assert [hit.id for hit in only.search("Dutch")] == ["dutch"]


def test_equal_texts_under_two_ids_are_both_found(encoder):
    twins = [Document(str(n), "", "the same text", "en") for n in range(2)]
    found = Retriever.build(twins, encoder=encoder).search("same text", language="en")
    assert {hit.id for hit in found} == {"0", "1"}
    assert len(encoder.encoded) == 1


def test_a_long_document_is_found_by_its_end(encoder):
    long = "Nothing to see here. " * 50_000 + "The ferry leaves from Ostend."
    corpus = [Document("long", "", long, "en"), COURSES[0]]
    assert (
        Retriever.build(corpus, encoder=encoder).search("ferry Ostend", 1, language="en")[0].id
        == "long"
    )


@pytest.mark.parametrize(
    ("corpus", "says"),
    [
        ([], "no text"),
        ([Document("empty", "", "  \n ", "en")], "no text"),
        ([COURSES[0], COURSES[0]], "stands twice"),
        ([Document("", "t", "t", "en")], "is empty"),
    ],
)
def test_a_corpus_that_cannot_be_searched_is_refused(encoder, corpus, says):
    with pytest.raises(CorpusError, match=says):
        Retriever.build(corpus, encoder=encoder)


@pytest.mark.parametrize("query", ["", "   ", "👍👍", "?!…", "<>"])
def test_a_query_without_words_is_refused(retriever, query):
    with pytest.raises(QueryError, match="no words"):
        retriever.search(query)


def test_top_k_below_one_is_refused(retriever):
    with pytest.raises(QueryError, match="top_k is 0"):
        retriever.search("Dutch", 0)


@pytest.mark.parametrize(
    "query",
    ["Dutch " * 3000, "<script>alert('Dutch')</script>", "Dutch 荷兰语 هولندية", "Dutch\x00\u202e"],
)
def test_odd_queries_are_answered(retriever, query):
    assert retriever.search(query, language="en")[0].id == "dutch"


def test_without_a_language_it_is_guessed(retriever):
    assert retriever.search("where can I learn French in Brussels")[0].lexical > 0.0


def test_without_a_language_a_corpus_of_one_language_uses_its_own(encoder):
    english = [document for document in COURSES if document.language == "en"]
    assert Retriever.build(english, encoder=encoder).search("NARIC")[0].lexical > 0.0


@pytest.mark.parametrize("language", ["xx", "zh"])
def test_unknown_languages_compare_by_meaning_and_names(retriever, language):
    hits = retriever.search("la to learn French ni", language=language)
    assert hits[0].id == "french"
    assert all(hit.lexical < 0.5 for hit in hits)
    assert retriever.search("NARIC", language=language)[0].id == "diploma"


class Translator(WordEncoder):
    """Knows what a few Dutch words mean, and sees a little of the same meaning in every text."""

    DUTCH: ClassVar = {"kaas": "cheese", "melk": "milk", "brood": "bread", "fruit": "fruit"}
    ENGLISH: ClassVar = {*DUTCH.values(), "gardens", "bridges", "trains"}

    def _encode(self, texts):
        meant = ([self.DUTCH.get(word, word) for word in text.split()] for text in texts)
        known = ([word for word in words if word in self.ENGLISH] for words in meant)
        return super()._encode([" ".join([*words, "thing", "thing"]) for words in known])


@pytest.mark.parametrize("topic", ["gardens", "bridges", "trains", "cheese", "milk"])
def test_stray_words_do_not_favour_the_language_of_the_query(topic):
    corpus = [
        *(
            Document(t, "", f"where you can find {t}", "en")
            for t in ("gardens", "bridges", "trains")
        ),
        Document("cheese", "", "de kaas hier", "nl"),
        Document("milk", "", "de melk hier", "nl"),
        Document("food", "", "brood of fruit", "nl"),
    ]
    retriever = Retriever.build(corpus, encoder=Translator())
    assert retriever.search(f"where can I find {topic}", language="en")[0].id == topic


def test_a_name_is_found_in_texts_of_other_languages(encoder):
    filler = [Document(f"{n}", "", f"antwoord nummer {n} over werk", "nl") for n in range(300)]
    corpus = [*filler, Document("form", "", "het formulier E301 van de rva", "nl")]
    found = Retriever.build(corpus, encoder=encoder).search("qu'est-ce que E301", language="fr")
    assert found[0].id == "form"
    assert 0.0 < found[0].lexical < 0.5


def test_saved_and_loaded_finds_the_same(retriever, encoder, tmp_path):
    retriever.save(tmp_path / "index", fingerprint="f")
    loaded = Retriever.load(tmp_path / "index", encoder=encoder, fingerprint="f")
    for query in ("learn French", "VDAB werk", "diploma"):
        assert loaded.search(query, language="en") == retriever.search(query, language="en")


def test_only_new_passages_are_encoded_again(retriever, encoder):
    encoder.encoded.clear()
    more = [*COURSES, Document("new", "", "bicycle lessons", "en")]
    rebuilt = Retriever.build(more, encoder=encoder, known=retriever.known_vectors())
    assert encoder.encoded == ["bicycle lessons"]
    assert rebuilt.search("bicycle", language="en")[0].id == "new"


def test_a_second_save_replaces_the_first_and_leaves_nothing(retriever, encoder, tmp_path):
    folder = tmp_path / "index"
    retriever.save(folder, fingerprint="old")
    Retriever.build(COURSES[:1], encoder=encoder).save(folder, fingerprint="new")
    assert Retriever.load(folder, encoder=encoder, fingerprint="new")
    assert len(list(folder.glob("v-*"))) == 1


def test_a_failed_save_leaves_the_old_index(retriever, encoder, tmp_path, monkeypatch):
    folder = tmp_path / "index"
    retriever.save(folder, fingerprint="old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("knowledge.index_folder._write_passages", fail)
    with pytest.raises(IndexWriteError, match="disk full"):
        retriever.save(folder, fingerprint="new")
    assert Retriever.load(folder, encoder=encoder, fingerprint="old")
    assert len(list(folder.glob("v-*"))) == 1


def test_a_missing_index_says_how_to_build_it(encoder, tmp_path):
    with pytest.raises(IndexMismatchError, match="fanal knowledge build"):
        Retriever.load(tmp_path / "nothing", encoder=encoder)


def test_an_index_of_another_encoder_is_refused(retriever, tmp_path):
    retriever.save(tmp_path / "index")
    with pytest.raises(IndexMismatchError, match="another encoder"):
        Retriever.load(tmp_path / "index", encoder=WordEncoder("other"))


def test_an_index_of_other_articles_is_refused(retriever, encoder, tmp_path):
    retriever.save(tmp_path / "index", fingerprint="a")
    with pytest.raises(IndexMismatchError, match="does not match the articles"):
        Retriever.load(tmp_path / "index", encoder=encoder, fingerprint="b")


@pytest.mark.parametrize(
    "name", ["dense.faiss", "texts.bin", "manifest.json", "lexical/lexical.json"]
)
@pytest.mark.parametrize("content", [b"", b"\x00\x01garbage", None])
def test_a_damaged_index_is_refused(retriever, encoder, tmp_path, name, content):
    retriever.save(tmp_path / "index")
    file = tmp_path / "index" / "current" / name
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(IndexMismatchError) as caught:
        Retriever.load(tmp_path / "index", encoder=encoder)
    assert "fanal knowledge build" in caught.value.mend
