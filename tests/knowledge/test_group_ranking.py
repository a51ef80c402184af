from __future__ import annotations

import numpy as np
import pytest

from knowledge.document import Document
from knowledge.group_ranking import Evidence, Weights
from knowledge.retriever import Retriever
from tests.fakes.encoder import WordEncoder

SUBJECTS = [
    "diploma", "course", "licence", "doctor", "school", "house", "contract", "permit", "union",
    "mentor", "training", "tax", "bank", "bus", "child", "language", "market", "factory", "farm",
    "harbour", "office", "letter",
]  # fmt: skip


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    return Retriever.build(
        [
            Document(
                f"{subject}/{language}",
                subject,
                "",
                language,
                regions=("flanders",) if subject == "harbour" else (),
                group=subject,
                passages=(f"about the {subject}", f"my {subject} here", f"who gives a {subject}"),
            )
            for subject in SUBJECTS
            for language in ("en", "nl")
        ],
        encoder=WordEncoder(),
        pool=3,
    )


def test_a_corpus_of_enough_groups_is_ranked_by_all_its_evidence(retriever):
    hits = retriever.search("where is the diploma", 3, language="en")
    assert hits[0].id == "diploma"
    assert hits[0].sound > 0.0
    assert hits[0].share > hits[1].share
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_shares_of_all_groups_add_up_to_one(retriever):
    shares = [hit.share for hit in retriever.search("a contract", 100, language="en")]
    assert len(shares) == len(SUBJECTS)
    assert sum(shares) == pytest.approx(1.0, abs=1e-4)


def test_a_misspelt_word_is_found_by_its_sound(retriever):
    assert retriever.search("lissence", 1, language="en")[0].id == "licence"


def test_a_group_that_does_not_hold_in_a_region_is_never_found_there(retriever):
    found = [hit.id for hit in retriever.search("harbour", 100, language="en", region="wallonia")]
    assert "harbour" not in found
    assert len(found) == len(SUBJECTS) - 1


def test_who_lives_there_more_likely_means_what_is_special_there(retriever):
    known, unknown = (
        retriever.evidence("where is the office", language="en", region=region)
        for region in ("flanders", None)
    )
    assert np.flatnonzero(known.rows[5]).tolist() == [SUBJECTS.index("harbour")]
    assert not unknown.rows[5].any()


def test_what_is_asked_for_most_is_evidence_of_its_own():
    documents = [
        Document(s, s, "", "en", group=s, passages=(s, f"a {s}"), central=s == "tax")
        for s in SUBJECTS
    ]
    retriever = Retriever.build(documents, encoder=WordEncoder(), pool=2)
    found = retriever.evidence("where is the office", language="en", region=None)
    assert np.flatnonzero(found.rows[6]).tolist() == [SUBJECTS.index("tax")]


def test_what_holds_in_most_regions_is_special_to_none():
    documents = [
        Document(s, s, "", "en", ("flanders", "brussels", "wallonia")[: n + 1], passages=(s,))
        for n, s in enumerate(("harbour", "market", "factory"))
    ]
    passages = Retriever.build(documents, encoder=WordEncoder()).index.passages
    assert passages.local_to("flanders").tolist() == [True, True, False]
    assert passages.local_to("brussels").tolist() == [False, True, False]


def test_a_region_without_any_group_has_no_hits():
    documents = [
        Document(s, s, "", "en", ("flanders",), group=s, passages=(s, f"a {s}")) for s in SUBJECTS
    ]
    only = Retriever.build(documents, encoder=WordEncoder(), pool=2)
    assert only.search("diploma", language="en", region="wallonia") == []


def test_a_saved_ranking_finds_the_same(retriever, tmp_path):
    retriever.save(tmp_path / "index")
    again = Retriever.load(tmp_path / "index", encoder=WordEncoder())
    query = "permit for my child"
    assert again.search(query, language="en") == retriever.search(query, language="en")


def test_few_groups_are_ranked_by_meaning_and_words_alone():
    few = [Document(s, s, f"about {s}", "en", group=s) for s in SUBJECTS[:3]]
    assert Retriever.build(few, encoder=WordEncoder(), pool=3).search("diploma")[0].sound == 0.0


def test_a_weight_of_nothing_switches_its_evidence_off():
    rows = np.array([[1.0, 2.0], [0.0, 0.0], [0.9, 0.1], *[[0.0, 0.0]] * 4], np.float32)
    evidence = Evidence(rows, np.ones(2, bool), np.zeros(2, bool), np.array([0, 1]))
    assert np.argmax(evidence.fused(Weights(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))) == 1
    assert np.argmax(evidence.fused(Weights(1.0, 0.0, 5.0, 0.0, 0.0, 0.0, 0.0))) == 0


def test_what_may_not_be_chosen_is_never_the_best():
    evidence = Evidence(
        np.ones((7, 2), np.float32), np.array([False, True]), np.zeros(2, bool), np.array([0, 1])
    )
    assert evidence.fused(Weights(*[1.0] * 7))[0] == -np.inf


def test_what_is_out_of_scope_takes_its_share_and_is_never_found():
    documents = [
        Document(
            f"{s}/{language}", s, "", language, group=s, passages=(s, f"a {s}"),
            out_of_scope=s == "bank",
        )
        for s in SUBJECTS
        for language in ("en", "nl")
    ]  # fmt: skip
    retriever = Retriever.build(documents, encoder=WordEncoder(), pool=2)
    ours, other = (
        retriever.search(f"a {subject}", 100, language="en") for subject in ("tax", "bank")
    )
    assert {hit.id for hit in other} == {*SUBJECTS} - {"bank"}
    assert sum(hit.share for hit in ours) > 0.9
    assert sum(hit.share for hit in other) < 0.5
