"""Which group a vector is about: a linear model trained on the groups' own passages.

An article says what it is about in some hundred ways: titles and questions in ten languages, short
answers, steps. A softmax regression over the encoder's frozen vectors learns which directions tell
the articles apart; nearest passages alone weigh every direction alike. It is an adapter of one
layer, trained when the index is built, on nothing but the corpus. `fanal knowledge tune` tells
what it is worth, on languages that it was not trained on too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_EPOCHS = 10
_BATCH = 256
#: Largest step of the Adam optimiser, falling to zero over the epochs.
_STEP = 0.1
_WEIGHT_DECAY = 1e-4
#: Length of a group's weights before training; unit vectors need it to tell groups apart.
_SHARPNESS = 20.0


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Weights of shape (dimension, n_groups)."""

    weights: Vectors

    @classmethod
    def train(cls, vectors: Vectors, groups: NDArray[np.int64]) -> TopicModel:
        """Fit on passages; the same passages give the same model.

        Args:
            vectors: Unit vectors in the compared space, shape (n_passages, dimension).
            groups: Number of each passage's group, 0 to n_groups - 1, shape (n_passages,).
        """
        weights = _SHARPNESS * _centres(vectors, groups)
        mean, square = np.zeros_like(weights), np.zeros_like(weights)
        random = np.random.default_rng(0)
        step = 0
        for epoch in range(_EPOCHS):
            order = random.permutation(len(vectors))
            for start in range(0, len(order), _BATCH):
                batch = order[start : start + _BATCH]
                error = _softmax(vectors[batch] @ weights)
                error[np.arange(len(batch)), groups[batch]] -= 1.0
                slope = vectors[batch].T @ error / len(batch) + _WEIGHT_DECAY * weights
                step += 1
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope * slope - square)
                direction = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
                weights -= _STEP * (1 - epoch / _EPOCHS) * direction
        return cls(weights.astype(np.float32))

    def scores(self, vector: Vectors) -> Vectors:
        """How much a vector of shape (dimension,) is about each group, shape (n_groups,)."""
        result: Vectors = vector @ self.weights
        return result


def _centres(vectors: Vectors, groups: NDArray[np.int64]) -> Vectors:
    sums = np.zeros((int(groups.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, groups, vectors)
    centres: Vectors = (sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)).T
    return centres


def _softmax(scores: Vectors) -> Vectors:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Vectors = powers / powers.sum(axis=1, keepdims=True)
    return result
