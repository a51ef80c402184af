from __future__ import annotations

from dataclasses import replace

import numpy as np

from knowledge.evaluation.tune import Searched, fit
from knowledge.group_ranking import Evidence, Weights


def searched(random: np.random.Generator, language: str = "en") -> Searched:
    """Words tell the right one of six groups; meaning is noise, and sound says the opposite."""
    right = int(random.integers(6))
    rows = random.normal(size=(7, 6)).astype(np.float32)
    rows[1, right] += 4.0
    rows[2, right] -= 4.0
    evidence = Evidence(rows, np.ones(6, bool), np.zeros(6, bool), np.arange(6))
    return Searched(language, evidence, evidence, np.arange(6) == right)


def many() -> list[Searched]:
    random = np.random.default_rng(1)
    return [searched(random) for _ in range(200)]


def test_evidence_that_tells_the_right_group_weighs_most():
    weights = fit(many())
    assert weights.words > 0.5
    assert weights.sound < -0.5
    assert abs(weights.meaning) < 0.3


def test_what_is_left_out_weighs_nothing():
    assert fit(many(), without=("words", "topic")).words == 0.0


def test_chosen_weights_are_right_more_often_than_equal_ones():
    questions = many()
    equal = Weights(*[1.0] * 7)
    chosen = fit(questions)
    assert sum(q.right(chosen) for q in questions) > sum(q.right(equal) for q in questions)


def test_a_question_whose_articles_may_not_be_chosen_teaches_nothing():
    questions = many()
    evidence = questions[0].evidence
    barred = replace(evidence, allowed=~questions[0].acceptable)
    unreachable = Searched("en", barred, barred, questions[0].acceptable)
    assert fit([*questions[1:], unreachable]) == fit(questions[1:])
    assert not unreachable.right(fit(questions))
