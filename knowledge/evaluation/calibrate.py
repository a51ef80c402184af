"""Fit what a search's signals mean and choose the thresholds, on development questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from knowledge.answering import Answerer
from knowledge.decision import CALIBRATION_FILE, Calibration, LogisticModel, Signals
from knowledge.errors import KnowledgeError
from knowledge.evaluation.questions import EvaluationQuestion, question_set_hash

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: What each outcome is worth to the person who asked. A wrong answer costs more than any question
#: back; one that offers the right topic is better than none at all.
_RIGHT_ANSWER = 1.0
_WRONG_ANSWER = -1.5
_RIGHT_TOPIC_OFFERED = 0.5
_WRONG_TOPICS_OFFERED = 0.0
_TOPICS_FOR_UNANSWERABLE = -0.25
_REFUSED = -0.25
_RIGHTLY_REFUSED = 1.0
#: Topics offered when it is unclear what is meant.
_OFFERED = 3
_FOLDS = 10


class CalibrationError(KnowledgeError):
    """There is not enough to calibrate on."""


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """How well the fit does on the same questions, by cross-validation.

    Attributes:
        questions: Number of questions used.
        auroc_right: Of ``right`` against "the first article is acceptable".
        auroc_covered: Of ``covered`` against "the question is answerable".
        worth: Mean worth of a question's outcome, -1.0 to 1.0.
    """

    questions: int
    auroc_right: float
    auroc_covered: float
    worth: float


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """Signals of each search, shape (n, n_signals), and what was right about it, each (n,)."""

    signals: Floats
    right: Flags
    offered: Flags
    answerable: Flags


def calibrate(
    answerer: Answerer, questions: Sequence[EvaluationQuestion], file: Path = CALIBRATION_FILE
) -> CalibrationReport:
    """Fit two logistic models on what a search tells about itself, and write them to ``file``.

    ``right`` tells whether the first article is acceptable, ``covered`` whether any article answers
    at all. The thresholds are those whose outcomes are worth most, in cross-validation.

    Raises:
        CalibrationError: There are no failures or no successes to learn from.
    """
    outcomes = _outcomes(answerer, questions)
    if min(outcomes.right.sum(), (~outcomes.answerable).sum()) < _FOLDS:
        raise CalibrationError(
            "The questions hold too few failures or successes to learn from.",
            "Add answerable and unanswerable questions to knowledge/evaluation/questions.",
        )
    right, right_held_out = _fit(outcomes.signals, outcomes.right)
    covered, covered_held_out = _fit(outcomes.signals, outcomes.answerable)
    worth, answer_from, clarify_from = max(
        (_worth(outcomes, right_held_out, covered_held_out, answer, clarify), answer, clarify)
        for answer, clarify in product(np.linspace(0.3, 0.9, 31), np.linspace(0.3, 0.9, 31))
    )
    calibration = Calibration(
        right, covered, round(float(answer_from), 2), round(float(clarify_from), 2)
    )
    chosen_by = (
        f"fanal knowledge calibrate, {len(questions)} questions, "
        f"set {question_set_hash(questions)}, {date.today()}"
    )
    content = {**asdict(calibration), "chosen_by": chosen_by}
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return CalibrationReport(
        questions=len(questions),
        auroc_right=float(roc_auc_score(outcomes.right, right_held_out)),
        auroc_covered=float(roc_auc_score(outcomes.answerable, covered_held_out)),
        worth=float(worth),
    )


def _outcomes(answerer: Answerer, questions: Sequence[EvaluationQuestion]) -> _Outcomes:
    rows, right, offered, answerable = [], [], [], []
    for asked in questions:
        question = answerer.understand(asked.text, region=asked.region)
        if hits := answerer.search(question):
            rows.append(Signals.of(hits, question.topic).as_row())
            right.append(hits[0].id in asked.articles)
            offered.append(any(hit.id in asked.articles for hit in hits[:_OFFERED]))
            answerable.append(asked.answerable)
    return _Outcomes(np.array(rows), np.array(right), np.array(offered), np.array(answerable))


def _fit(signals: Floats, outcome: Flags) -> tuple[LogisticModel, Floats]:
    """The model of all questions, and the probability of each by a model that did not see it."""
    # Signals differ in unit: fitted on standard scores, stored in the units of the signals.
    means, deviations = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = (signals - means) / deviations
    model = LogisticRegression(C=1.0)
    held_out = cross_val_predict(model, scaled, outcome, cv=_FOLDS, method="predict_proba")[:, 1]
    model.fit(scaled, outcome)
    weights = model.coef_[0] / deviations
    intercept = float(model.intercept_[0] - (weights * means).sum())
    fitted = LogisticModel(tuple(round(float(weight), 4) for weight in weights), intercept)
    return fitted, held_out


def _worth(
    outcomes: _Outcomes, right: Floats, covered: Floats, answer_from: float, clarify_from: float
) -> float:
    answered = right >= answer_from
    clarified = ~answered & (covered >= clarify_from)
    if_answered = np.where(outcomes.right, _RIGHT_ANSWER, _WRONG_ANSWER)
    if_offered = np.where(outcomes.offered, _RIGHT_TOPIC_OFFERED, _WRONG_TOPICS_OFFERED)
    if_clarified = np.where(outcomes.answerable, if_offered, _TOPICS_FOR_UNANSWERABLE)
    if_refused = np.where(outcomes.answerable, _REFUSED, _RIGHTLY_REFUSED)
    worth = np.where(answered, if_answered, np.where(clarified, if_clarified, if_refused))
    return float(worth.mean())
