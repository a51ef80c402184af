from __future__ import annotations

import numpy as np
import pytest

from knowledge.evaluation import bootstrap


def test_a_resample_draws_as_many_questions_as_there_are() -> None:
    drawn = bootstrap.weights(7, samples=50)
    assert drawn.shape == (50, 7)
    assert set(drawn.sum(axis=1)) == {7.0}


def test_the_same_questions_give_the_same_interval() -> None:
    values = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    assert bootstrap.mean(values) == bootstrap.mean(values)


def test_an_interval_of_a_share_is_about_two_standard_errors_wide() -> None:
    values = np.repeat([0.0, 1.0], [200, 200])
    estimate = bootstrap.mean(values)
    # sqrt(0.5 * 0.5 / 400) = 0.025
    assert estimate.value == 0.5
    assert estimate.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006)
    assert estimate.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)


def test_all_equal_values_leave_no_doubt() -> None:
    assert bootstrap.mean(np.ones(5)) == bootstrap.Estimate(1.0, 1.0, 1.0, 5)


def test_a_change_that_cancels_out_is_none() -> None:
    change = bootstrap.difference(np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert change.value == 0.0


def test_auroc_counts_pairs_and_halves_ties() -> None:
    # Positive 0.9, 0.5; negative 0.5, 0.1: wins 2 + 0.5 + 1 of 4 pairs.
    estimate = bootstrap.auroc(np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False]))
    assert estimate.value == pytest.approx(3.5 / 4)


def test_the_interval_of_auroc_holds_its_value() -> None:
    rng = np.random.default_rng(1)
    positive = rng.random(200) < 0.5
    estimate = bootstrap.auroc(rng.normal(size=200) + positive, positive)
    assert estimate.value is not None
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < estimate.value < estimate.high


def test_one_kind_alone_has_no_auroc() -> None:
    assert bootstrap.auroc(np.array([0.1, 0.2]), np.array([True, True])).value is None


def test_nothing_to_measure_is_no_number() -> None:
    assert bootstrap.mean(np.array([])).value is None
    with pytest.raises(bootstrap.MetricsError):
        bootstrap.weights(0)
