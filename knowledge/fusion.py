"""One score out of two: how near in meaning, and how many of the asked words are there.

The encoder's cosines crowd together (0.75 to 0.95 for e5), so a raw sum would let words decide
everything. Cosines are therefore measured in standard deviations above what two unrelated passages
of the same corpus reach, which makes the scale the same for every encoder; a full lexical match
adds a fixed number of such deviations. Ranks are not fused: reciprocal rank fusion forgets how much
better the first is than the second, which is what the decision to answer needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

#: Deviations that a full lexical match is worth; see docs/retrieval.md, "Other corpora".
LEXICAL_WEIGHT = 4.0
_SAMPLE = 512
#: Candidates that say how much of a query those cover that can share its words.
_BEST_SHARERS = 2


@dataclass(frozen=True, slots=True)
class Background:
    """Cosine between unrelated passages of a corpus: its mean and standard deviation."""

    mean: float
    deviation: float

    @classmethod
    def measure(cls, vectors: Scores) -> Background:
        """Measure on a fixed random sample of passages, shape (n_passages, dimension)."""
        if len(vectors) < 2:
            return cls(mean=0.0, deviation=1.0)
        rows = np.random.default_rng(0).permutation(len(vectors))[:_SAMPLE]
        cosines = vectors[rows] @ vectors[rows].T
        apart = cosines[~np.eye(len(rows), dtype=bool)]
        return cls(mean=float(apart.mean()), deviation=max(float(apart.std()), 1e-3))

    def deviations(self, cosines: Scores) -> Scores:
        """Cosines as deviations above the background."""
        result: Scores = (cosines - np.float32(self.mean)) / np.float32(self.deviation)
        return result


def fuse(
    dense: Scores,
    lexical: Scores,
    silent: NDArray[np.bool_],
    background: Background,
    weight: float = LEXICAL_WEIGHT,
) -> Scores:
    """Fused score of each candidate, higher is better.

    Args:
        dense: Cosines, shape (n_candidates,).
        lexical: Coverage of the query, 0.0 to 1.0, same shape.
        silent: Whether a candidate has no text in the query's language, same shape. It cannot share
            the query's words and gets the benefit of the doubt: what the best sharers have, as far
            as its meaning is as near as the nearest.
        background: Of the corpus that the candidates come from.
        weight: Deviations that a full lexical match is worth.
    """
    deviations = background.deviations(dense)
    if silent.any() and not silent.all():
        nearness = np.clip(deviations / max(float(deviations.max()), 1e-6), 0, 1)
        shared = np.sort(lexical[~silent])[-_BEST_SHARERS:].mean()
        lexical = lexical + np.where(silent, shared * nearness, 0)
    result: Scores = deviations + np.float32(weight) * lexical
    return result
