from __future__ import annotations

import math

import numpy as np
import pytest

from knowledge.evaluation import metrics
from knowledge.evaluation.bootstrap import MetricsError


@pytest.mark.parametrize(
    ("found", "rank", "recall_1", "recall_2", "reciprocal"),
    [
        ("axy", 1, 1.0, 1.0, 1.0),
        ("xay", 2, 0.0, 1.0, 0.5),
        ("xyb", 3, 0.0, 0.0, 1 / 3),
        ("xyz", None, 0.0, 0.0, 0.0),
        ("", None, 0.0, 0.0, 0.0),
    ],
)
def test_one_acceptable_article_is_enough(
    found: str, rank: int | None, recall_1: float, recall_2: float, reciprocal: float
) -> None:
    assert metrics.rank(found, "ab") == rank
    assert metrics.recall(found, "ab", 1) == recall_1
    assert metrics.recall(found, "ab", 2) == recall_2
    assert metrics.reciprocal_rank(found, "ab") == reciprocal


def test_reciprocal_rank_ends_at_ten() -> None:
    assert metrics.reciprocal_rank("0123456789a", "a") == 0.0
    assert metrics.reciprocal_rank("012345678a", "a") == 0.1


def test_ndcg_weighs_the_best_article_three_times() -> None:
    # Ideal: 3 / log2(2) + 1 / log2(3).
    ideal = 3 + 1 / math.log2(3)
    assert metrics.ndcg("ab", "ab") == 1.0
    assert metrics.ndcg("ba", "ab") == pytest.approx((1 + 3 / math.log2(3)) / ideal)
    assert metrics.ndcg("xb", "ab") == pytest.approx(1 / math.log2(3) / ideal)
    assert metrics.ndcg("xy", "ab") == 0.0


def test_risk_rises_as_less_confident_questions_are_covered() -> None:
    # By confidence: right, wrong, right, wrong.
    coverage, risk = metrics.risk_coverage(
        np.array([0.2, 0.9, 0.6, 0.4]), np.array([False, True, False, True])
    )
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert risk.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 2 / 4])
    assert metrics.aurc(
        np.array([0.2, 0.9, 0.6, 0.4]), np.array([False, True, False, True])
    ) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_equal_confidence_does_not_depend_on_the_order() -> None:
    tied = np.array([0.5, 0.5])
    for right in ([True, False], [False, True]):
        _, risk = metrics.risk_coverage(tied, np.array(right))
        assert risk.tolist() == [0.5, 0.5]


def test_calibration_error_is_the_weighted_gap_of_the_bins() -> None:
    # Bin 0.0 to 0.5: stated 0.2, true 1/2. Bin 0.5 to 1.0: stated 0.9, true 1/2; 1.0 is in it.
    confidence = np.array([0.1, 0.3, 0.8, 1.0])
    right = np.array([True, False, True, False])
    bins = metrics.reliability(confidence, right, bins=2)
    assert [(b.n, b.confidence, b.right) for b in bins] == [
        (2, pytest.approx(0.2), 0.5),
        (2, pytest.approx(0.9), 0.5),
    ]
    assert metrics.calibration_error(bins) == pytest.approx((2 * 0.3 + 2 * 0.4) / 4)


def test_an_empty_bin_does_not_count() -> None:
    bins = metrics.reliability(np.array([0.95]), np.array([True]))
    assert [b.n for b in bins] == [0] * 9 + [1]
    assert metrics.calibration_error(bins) == pytest.approx(0.05)


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(MetricsError, match="1 confidences for 2 outcomes"):
        metrics.reliability(np.array([0.5]), np.array([True, False]))
