"""Take the language out of vectors, so that meaning decides.

Multilingual encoders place texts of one language together: a Turkish question lies nearer to any
Turkish page than to the Dutch one that answers it. Subtracting from each vector the mean of its
language removes most of that (Libovický et al. 2020, "On the Language Neutrality of Pre-trained
Multilingual Representations"). On our questions it is worth 13 points of recall@1, see
docs/retrieval.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

#: With fewer passages a mean tells more about topics than about the language.
MIN_PASSAGES = 32


@dataclass(frozen=True, slots=True)
class LanguageCentring:
    """Mean vector of each language that has enough passages, and one for all others.

    A corpus too small to tell languages from topics is left as it is: all means are zero.
    """

    means: dict[str, Vectors]
    default: Vectors

    @classmethod
    def measure(cls, vectors: Vectors, languages: Sequence[str]) -> LanguageCentring:
        """Measure on a corpus; ``vectors`` has shape (n_passages, dimension)."""
        codes = np.array(languages)
        means = {
            code: vectors[codes == code].mean(axis=0)
            for code in dict.fromkeys(languages)
            if int((codes == code).sum()) >= MIN_PASSAGES
        }
        nothing = np.zeros(vectors.shape[1], np.float32)
        default = np.mean(list(means.values()), axis=0) if means else nothing
        return cls(means, default.astype(np.float32))

    def passages(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Centred unit vectors of passages, same shape."""
        offsets = np.stack([self.means.get(code, self.default) for code in languages])
        return _unit(vectors - offsets)

    def query(self, vector: Vectors, language: str | None) -> Vectors:
        """Centred unit vector of a query, shape (dimension,)."""
        return _unit(vector - self.means.get(language or "", self.default))


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vectors = (vectors / np.maximum(norms, 1e-6)).astype(np.float32)
    return result
