"""Kernel ridge classifier over sentence vectors and letter sequences.

Sentence vectors carry meaning into languages without training phrases; sequences of letters know
the short set phrases ("mersi", "nö") whose vectors say little. Both are added as kernels of one
least-squares classifier (Rifkin et al. 2003, "Regularized least-squares classification"): a closed
form, trained in seconds, that beat logistic regression, nearest neighbours and support vector
machines on every group of languages (docs/understanding.md).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

Vectors = NDArray[np.float32]

_ARRAYS = "model.npz"
_WORDS = "model.json"


@dataclass(frozen=True, slots=True)
class KernelOptions:
    """Chosen by cross-validation over phrases and over whole languages left out."""

    #: How fast similarity of meaning falls with distance; ``exp(-width * distance²)``.
    width: float = 1.0
    #: Weight of the letters beside the meaning.
    letters: float = 0.35
    #: Regularisation; larger forgets single phrases.
    ridge: float = 0.1
    #: Sharpness of the probabilities; fitted so that they match the shares of right answers.
    sharpness: float = 14.0


def fold(text: str) -> str:
    """Lower case without accents, for the sequences of letters."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in plain if not unicodedata.combining(character))


class KernelModel:
    """A trained classifier; build with :meth:`fit` or :meth:`load`."""

    def __init__(
        self,
        labels: Sequence[str],
        options: KernelOptions,
        *,
        vectors: Vectors,
        weights: Vectors,
        letters: TfidfVectorizer,
        letter_weights: Vectors,
    ) -> None:
        self.labels = tuple(labels)
        self._options = options
        self._vectors = vectors
        self._weights = weights
        self._letters = letters
        self._letter_weights = letter_weights

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Vectors,
        targets: Sequence[str],
        options: KernelOptions = KernelOptions(),
    ) -> KernelModel:
        """Train.

        Args:
            texts: Phrases.
            vectors: Their unit vectors, shape (n_phrases, dimension).
            targets: Their labels.
            options: See :class:`KernelOptions`.
        """
        labels = sorted(set(targets))
        column = {label: i for i, label in enumerate(labels)}
        wanted = np.zeros((len(texts), len(labels)), np.float32)
        wanted[np.arange(len(texts)), [column[target] for target in targets]] = 1.0
        letters = _vectorizer()
        sequences: csr_matrix = letters.fit_transform(texts)
        kernel = _meaning(vectors, vectors, options.width)
        kernel += options.letters * (sequences @ sequences.T).toarray()
        # Rare labels count more, by the root of their rarity, or questions would swallow them.
        counts = wanted.sum(axis=0)
        importance = np.sqrt(counts.mean() / counts)[wanted.argmax(axis=1)]
        kernel[np.diag_indices_from(kernel)] += options.ridge / importance
        weights = cho_solve(cho_factor(kernel, lower=True, overwrite_a=True), wanted)
        return cls(
            labels,
            options,
            vectors=vectors,
            weights=weights.astype(np.float32),
            letters=letters,
            letter_weights=(sequences.T @ weights).astype(np.float32),
        )

    def scores(self, texts: Sequence[str], vectors: Vectors) -> Vectors:
        """How far each label applies, about 0 to 1, shape (n_texts, n_labels)."""
        meaning = _meaning(vectors, self._vectors, self._options.width) @ self._weights
        letters = self._letters.transform(texts) @ self._letter_weights
        result: Vectors = meaning + self._options.letters * letters
        return result

    def probabilities(self, scores: Vectors) -> Vectors:
        """Probabilities of the labels, same shape; each row sums to 1."""
        sharp = self._options.sharpness * (scores - scores.max(axis=1, keepdims=True))
        odds = np.exp(sharp)
        result: Vectors = odds / odds.sum(axis=1, keepdims=True)
        return result

    def save(self, folder: Path) -> None:
        """Write into an existing folder; nothing in it can run code when it is read."""
        np.savez(
            folder / _ARRAYS,
            vectors=self._vectors,
            weights=self._weights,
            letter_weights=self._letter_weights,
            rarity=self._letters.idf_,
        )
        vocabulary = {term: int(number) for term, number in self._letters.vocabulary_.items()}
        noted = {"labels": self.labels, "vocabulary": vocabulary}
        (folder / _WORDS).write_text(json.dumps(noted, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path, options: KernelOptions) -> KernelModel:
        """Read what :meth:`save` wrote."""
        noted = json.loads((folder / _WORDS).read_text("utf-8"))
        letters = _vectorizer(noted["vocabulary"])
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            letters.idf_ = arrays["rarity"]
            return cls(
                noted["labels"],
                options,
                vectors=arrays["vectors"],
                weights=arrays["weights"],
                letters=letters,
                letter_weights=arrays["letter_weights"],
            )


def _vectorizer(vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(1, 4),
        preprocessor=fold,
        sublinear_tf=True,
        min_df=1 if vocabulary else 2,
        dtype=np.float32,
        vocabulary=vocabulary,
    )


def _meaning(left: Vectors, right: Vectors, width: float) -> Vectors:
    kernel: Vectors = np.exp(-2.0 * width * (1.0 - left @ right.T)).astype(np.float32)
    return kernel
