"""How sure a measure is: confidence intervals by resampling questions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from knowledge.errors import KnowledgeError

SAMPLES = 1000
#: Share of resamples that an interval holds.
CONFIDENCE = 0.95
_SEED = 20_260_101


class MetricsError(KnowledgeError):
    """Numbers that no measure can be taken of."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One measure.

    Attributes:
        value: None if there is nothing to measure.
        low: Lower end of the 95 % interval; None likewise.
        high: Upper end.
        n: Questions it was measured on.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


UNKNOWN = Estimate(None, None, None, 0)


def weights(n: int, samples: int = SAMPLES) -> NDArray[np.float64]:
    """How often each of ``n`` questions is drawn in each resample, shape (samples, n); seeded."""
    if n < 1:
        raise MetricsError("There is nothing to resample.", "Measure at least one question.")
    rng = np.random.default_rng(_SEED)
    drawn: NDArray[np.float64] = rng.multinomial(n, np.full(n, 1 / n), size=samples).astype(float)
    return drawn


def mean(values: NDArray[np.float64]) -> Estimate:
    """Mean of one number for each question, shape (n_questions,)."""
    if not len(values):
        return UNKNOWN
    resampled = weights(len(values)) @ values / len(values)
    return _estimate(float(values.mean()), resampled, len(values))


def difference(before: NDArray[np.float64], after: NDArray[np.float64]) -> Estimate:
    """Mean change of the same questions between two runs, equally long and in the same order."""
    return mean(after - before)


def auroc(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> Estimate:
    """Probability that a positive question has the higher score; ties count half.

    Args:
        scores: Shape (n_questions,).
        positive: Same shape. With one kind alone there is nothing to tell apart.
    """
    if positive.all() or not positive.any():
        return Estimate(None, None, None, len(scores))
    above, below = scores[positive][:, None], scores[~positive][None, :]
    wins = (above > below) + 0.5 * (above == below)
    drawn = weights(len(scores))
    ours, theirs = drawn[:, positive], drawn[:, ~positive]
    pairs = ours.sum(axis=1) * theirs.sum(axis=1)
    # A resample of few questions may hold one kind only.
    whole = pairs > 0
    resampled = ((ours @ wins) * theirs).sum(axis=1)[whole] / pairs[whole]
    return _estimate(float(roc_auc_score(positive, scores)), resampled, len(scores))


def _estimate(value: float, resampled: NDArray[np.float64], n: int) -> Estimate:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail])
    return Estimate(value, float(low), float(high), n)
