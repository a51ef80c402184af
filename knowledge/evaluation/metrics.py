"""The measures themselves: ranking of one question, confidence over many. No files, no search."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.evaluation.bootstrap import MetricsError

#: Gains for nDCG: the article named first as right, and the others that are acceptable.
_BEST, _ACCEPTABLE = 3.0, 1.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies in ``low`` ≤ c < ``high`` (the last bin includes 1.0).

    Attributes:
        low: Lower end.
        high: Upper end.
        n: Number of questions.
        confidence: Their mean confidence; 0.0 for an empty bin.
        right: Share of them with the right article first; 0.0 for an empty bin.
    """

    low: float
    high: float
    n: int
    confidence: float
    right: float


def rank(found: Sequence[str], acceptable: Sequence[str]) -> int | None:
    """Place of the first acceptable article, from 1; None if it was not found."""
    return next((place for place, id_ in enumerate(found, 1) if id_ in acceptable), None)


def recall(found: Sequence[str], acceptable: Sequence[str], k: int) -> float:
    """1.0 if one of the first ``k`` is acceptable: one right article is all a person needs."""
    place = rank(found, acceptable)
    return float(place is not None and place <= k)


def reciprocal_rank(found: Sequence[str], acceptable: Sequence[str], k: int = 10) -> float:
    """One over the place of the first acceptable article; 0.0 beyond ``k``."""
    place = rank(found[:k], acceptable)
    return 1 / place if place else 0.0


def ndcg(found: Sequence[str], acceptable: Sequence[str], k: int = 10) -> float:
    """Discounted gain of the first ``k`` over the best possible, 0.0 to 1.0.

    The article named first gains 3, each other acceptable one 1; place *i* divides by
    log2(i + 1).
    """
    gains = dict.fromkeys(acceptable, _ACCEPTABLE) | dict.fromkeys(acceptable[:1], _BEST)
    ideal = _discounted(sorted(gains.values(), reverse=True)[:k])
    return _discounted([gains.get(id_, 0.0) for id_ in found[:k]]) / ideal if ideal else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def risk_coverage(confidence: Floats, right: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """What share is wrong if only the most confident are answered.

    Args:
        confidence: Shape (n_questions,), at least one.
        right: Whether the first article is acceptable, same shape.

    Returns:
        Coverage (1/n, 2/n … 1) and risk (share of wrong ones among those covered), each of shape
        (n_questions,). Questions of equal confidence share their wrongs evenly.
    """
    _require_same(confidence, right)
    _, ties, counts = np.unique(-confidence, return_inverse=True, return_counts=True)
    wrong = np.bincount(ties, weights=~right) / counts
    covered = np.arange(1, len(right) + 1)
    return covered / len(right), np.cumsum(np.repeat(wrong, counts)) / covered


def aurc(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Area under the risk–coverage curve: mean risk over all coverages; 0.0 is perfect."""
    _, risk = risk_coverage(confidence, right)
    return float(risk.mean())


def reliability(confidence: Floats, right: NDArray[np.bool_], bins: int = 10) -> list[Bin]:
    """Bins of equal width over 0.0 to 1.0, ascending, empty ones included."""
    _require_same(confidence, right)
    edges = np.linspace(0, 1, bins + 1)
    which = np.clip(np.digitize(confidence, edges) - 1, 0, bins - 1)
    counts = np.bincount(which, minlength=bins)
    # An empty bin's sums are 0 as well.
    divisor = np.maximum(counts, 1)
    stated = np.bincount(which, weights=confidence, minlength=bins) / divisor
    true = np.bincount(which, weights=right, minlength=bins) / divisor
    return [
        Bin(float(edges[i]), float(edges[i + 1]), int(counts[i]), float(stated[i]), float(true[i]))
        for i in range(bins)
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: |confidence - right| of each bin, weighted by its questions."""
    total = sum(bin_.n for bin_ in bins)
    return sum(bin_.n * abs(bin_.confidence - bin_.right) for bin_ in bins) / total


def _require_same(confidence: Floats, right: NDArray[np.bool_]) -> None:
    if not len(confidence) or len(confidence) != len(right):
        raise MetricsError(
            f"There are {len(confidence)} confidences for {len(right)} outcomes.",
            "Give both of every question, at least one.",
        )
