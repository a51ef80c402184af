"""Fit the probability that the first article answers, on the development questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from knowledge.answering import Answerer
from knowledge.decision import CALIBRATION_FILE, Signals
from knowledge.errors import KnowledgeError
from knowledge.evaluation.questions import EvaluationQuestion


class CalibrationError(KnowledgeError):
    """There is not enough to calibrate on."""


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """What was fitted and how well, by cross-validation on the same questions.

    Attributes:
        questions: Number of questions used.
        auroc: Of the probability against "the first article answers".
        answered: Share of answerable questions that would be answered.
        false_answers: Share of unanswerable questions that would be answered.
    """

    questions: int
    auroc: float
    answered: float
    false_answers: float


def calibrate(
    answerer: Answerer, questions: Sequence[EvaluationQuestion], file: Path = CALIBRATION_FILE
) -> CalibrationReport:
    """Fit a logistic model on what the search tells about itself, and write it to ``file``.

    A search succeeded if its first hit is acceptable for the question. The threshold is where most
    is gained: answered among the answerable, less answered among the others (Youden's index).

    Raises:
        CalibrationError: There are no failures or no successes to learn from.
    """
    rows, succeeded = [], []
    for asked in questions:
        question = answerer.understand(asked.text, region=asked.region)
        if hits := answerer.search(question):
            rows.append(Signals.of(hits, asked.text).as_row())
            succeeded.append(hits[0].id in asked.articles)
    signals, outcome = np.array(rows), np.array(succeeded)
    if len(set(succeeded)) < 2:
        raise CalibrationError(
            "The questions hold no failures or no successes to learn from.",
            "Add answerable and unanswerable questions to knowledge/evaluation/questions.",
        )
    # Signals differ in unit: fitted on standard scores, stored in the units of the signals.
    means, deviations = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    signals = (signals - means) / deviations
    model = LogisticRegression(C=1.0)
    held_out = cross_val_predict(model, signals, outcome, cv=5, method="predict_proba")[:, 1]
    threshold = _threshold(held_out, outcome)
    model.fit(signals, outcome)
    content = {
        "weights": [round(float(weight), 4) for weight in model.coef_[0] / deviations],
        "intercept": round(
            float(model.intercept_[0] - (model.coef_[0] * means / deviations).sum()), 4
        ),
        "answer_from": round(threshold, 3),
        "chosen_by": f"fanal knowledge calibrate, {len(rows)} questions, {date.today()}",
    }
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    answerable = held_out[outcome] >= threshold
    refusable = held_out[~outcome] >= threshold
    return CalibrationReport(
        questions=len(rows),
        auroc=float(roc_auc_score(outcome, held_out)),
        answered=float(answerable.mean()),
        false_answers=float(refusable.mean()),
    )


def _threshold(probabilities: NDArray[np.float64], outcome: NDArray[np.bool_]) -> float:
    candidates = np.linspace(0.2, 0.8, 61)
    gains = [
        (probabilities[outcome] >= c).mean() - (probabilities[~outcome] >= c).mean()
        for c in candidates
    ]
    return float(candidates[int(np.argmax(gains))])
