from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.evaluation.records import Record
from knowledge.evaluation.summary import MEASURES, by, summarise

Make = Callable[..., Record]


def test_numbers_of_five_questions(record: Make) -> None:
    summary = summarise(
        [
            record("ab", confidence=0.9),  # right
            record("ba", confidence=0.6),  # wrong article given
            record("ab", "no_answer", confidence=0.4),  # refused, though found
            record("xy", confidence=0.7, expect="no_answer", articles=[]),  # false answer
            record("xy", "no_answer", confidence=0.1, expect="no_answer", articles=[]),  # right
        ]
    )
    values = {name: summary.measures[name].value for name in MEASURES}
    assert values["recall_1"] == pytest.approx(2 / 3)
    assert values["recall_5"] == 1.0
    assert values["mrr"] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert values["decision"] == pytest.approx(3 / 5)
    assert values["served"] == pytest.approx(2 / 5)
    assert values["false_answers"] == 0.5
    assert values["refused"] == pytest.approx(1 / 3)
    # First article right 0.9, 0.4 against unanswerable 0.7, 0.1: three of four pairs.
    assert values["abstention"] == 0.75
    # Answerable 0.9, 0.6, 0.4 against 0.7, 0.1: four of six.
    assert values["answerable"] == pytest.approx(4 / 6)
    # Right 0.9, 0.4 against all others 0.6, 0.7, 0.1: four of six.
    assert values["correctness"] == pytest.approx(4 / 6)
    assert summary.decisions == {
        ("answer", "answer"): 2,
        ("answer", "no_answer"): 1,
        ("no_answer", "answer"): 1,
        ("no_answer", "no_answer"): 1,
    }


def test_region_errors_count_only_answers_for_a_known_region(record: Make) -> None:
    records = [record(holds=True), record(holds=False), record(holds=None), record(holds=True)]
    estimate = summarise(records).measures["region_errors"]
    assert (estimate.value, estimate.n) == (pytest.approx(1 / 3), 3)


def test_a_decision_as_good_counts_as_right(record: Make) -> None:
    assert record("ab", "clarify", also=["clarify"]).served
    assert not record("ab", "clarify").served


def test_a_right_decision_with_a_wrong_article_does_not_serve(record: Make) -> None:
    wrong = record("xa")
    assert wrong.decided_right
    assert not wrong.served


def test_groups_keep_the_order_of_appearance(record: Make) -> None:
    records = [record(language="tr"), record(language="ar"), record(language="tr")]
    groups = by(records, lambda each: each.question.language)
    assert {name: len(found) for name, found in groups.items()} == {"tr": 2, "ar": 1}
    assert [*groups] == ["tr", "ar"]
