"""The space in which queries and passages are compared: meaning stays, language and wording go.

Multilingual encoders place texts of one language together: a Turkish question lies nearer to any
Turkish page than to the Dutch one that answers it. Subtracting from each vector the mean of its
language removes most of that (Libovický et al. 2020, "On the Language Neutrality of Pre-trained
Multilingual Representations"). Where the passages of a group all say what the group is about, the
directions in which they still differ are wording; shrinking those (within-class covariance
normalisation, Hatch et al. 2006) leaves what tells groups apart. Both are closed forms, measured on
the corpus itself; what each earns stands in docs/retrieval.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

#: A corpus of fewer passages is left as it is: its mean tells more about topics than languages.
MIN_PASSAGES = 32
#: Passages of the whole corpus that are counted into the mean of each language, because a dozen
#: texts of a language have topics in common too.
_PRIOR_PASSAGES = 4
#: Fewer groups tell too little about wording.
MIN_GROUPS = 20
#: How strongly directions are shrunk (0.5 would whiten fully), and the variance, in units of the
#: mean one, below which they are left alone. Chosen on the development questions.
SHRINK_POWER = 0.25
SHRINK_FLOOR = 0.3


@dataclass(frozen=True, slots=True)
class Space:
    """Mean vector of each language, one for all others, and a map.

    ``map`` has shape (dimension, dimension); None changes nothing. A corpus too small to tell
    languages from topics is left as it is: all means are zero.
    """

    means: dict[str, Vectors]
    default: Vectors
    map: Vectors | None

    @classmethod
    def measure(
        cls, vectors: Vectors, languages: Sequence[str], groups: NDArray[np.int64] | None
    ) -> Space:
        """Measure on a corpus.

        Args:
            vectors: Shape (n_passages, dimension).
            languages: Of each passage.
            groups: Number of each passage's group, shape (n_passages,), where all passages of a
                group say what it is about; None where they do not.
        """
        if len(vectors) < MIN_PASSAGES:
            return cls({}, np.zeros(vectors.shape[1], np.float32), None)
        codes = np.array(languages)
        prior = _PRIOR_PASSAGES * vectors.mean(axis=0)
        means = {
            code: (prior + vectors[codes == code].sum(axis=0))
            / (_PRIOR_PASSAGES + np.count_nonzero(codes == code))
            for code in dict.fromkeys(languages)
        }
        centred = cls(means, np.mean(list(means.values()), axis=0), None)
        if groups is None or len(set(groups.tolist())) < MIN_GROUPS:
            return centred
        wording = _wording(centred.passages(vectors, languages), groups)
        return cls(means, centred.default, wording)

    def passages(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Unit vectors of passages, same shape."""
        offsets = np.stack([self.means.get(code, self.default) for code in languages])
        return self._mapped(vectors - offsets)

    def query(self, vector: Vectors, language: str | None) -> Vectors:
        """Unit vector of a query, shape (dimension,)."""
        return self._mapped(vector - self.means.get(language or "", self.default))

    def _mapped(self, vectors: Vectors) -> Vectors:
        unit = _unit(vectors)
        return unit if self.map is None else _unit(unit @ self.map)


def _wording(vectors: Vectors, groups: NDArray[np.int64]) -> Vectors:
    """The map that shrinks directions in which passages of one group differ."""
    sums = np.zeros((int(groups.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, groups, vectors)
    sizes = np.maximum(np.bincount(groups), 1)[:, None]
    within = vectors - (sums / sizes)[groups]
    variances, directions = np.linalg.eigh(within.T @ within / len(within))
    relative = np.maximum(variances, 0.0) / max(float(variances.mean()), 1e-9)
    scales = (relative + SHRINK_FLOOR) ** -SHRINK_POWER
    result: Vectors = ((directions * scales) @ directions.T).astype(np.float32)
    return result


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vectors = (vectors / np.maximum(norms, 1e-6)).astype(np.float32)
    return result
