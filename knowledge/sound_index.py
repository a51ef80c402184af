"""Passages that sound like a query: runs of consonants, weighted by how rare they are."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import hypot, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.errors import IndexMismatchError
from knowledge.sound import sound

Scores = NDArray[np.float32]

#: Two consonants tell little, five are a word; between them lies what spellings have in common.
_RUNS = (2, 4)
#: Runs that more of the passages hold tell none apart, and would be half of what is read.
_COMMON = 0.25


class SoundIndex:
    """Cosine of tf-idf weighted runs of consonants, over the passages of all languages at once.

    Made for corpora of some ten thousand passages: a common run stands in many of them.
    """

    def __init__(self, vectorizer: TfidfVectorizer, by_run: sparse.csr_matrix) -> None:
        self._runs_of: Callable[[str], list[str]] = vectorizer.build_analyzer()
        self._numbers: dict[str, int] = vectorizer.vocabulary_
        self._rarity: list[float] = vectorizer.idf_.tolist()
        self._by_run = by_run

    @classmethod
    def build(cls, texts: Sequence[str]) -> SoundIndex:
        """Index passages; positions are row numbers."""
        vectorizer = _vectorizer()
        sounds = [sound(text) for text in texts]
        try:
            by_passage = vectorizer.fit_transform(sounds)
        except ValueError:  # raised when no text has a consonant
            vectorizer = _vectorizer({"": 0}, np.ones(1))
            by_passage = sparse.csr_matrix((len(texts), 1))
        return cls(vectorizer, sparse.csr_matrix(by_passage.T, dtype=np.float32))

    def similarities(self, texts: Mapping[str, float]) -> Scores:
        """How much each passage sounds like some texts, 0.0 to 1.0, shape (n_passages,).

        Args:
            texts: Asked for as one, with their shares, which add up to 1.
        """
        asked: defaultdict[int, float] = defaultdict(float)
        for text, share in texts.items():
            for run, weight in self._weights(text).items():
                asked[run] += share * weight
        # Only the asked runs are read; multiplying whole matrices takes four times as long.
        weights = np.fromiter(asked.values(), np.float32, len(asked))
        scores: Scores = self._by_run[list(asked)].T @ weights
        return scores

    def _weights(self, text: str) -> dict[int, float]:
        """Runs of a text with their tf-idf, of length 1 together.

        What ``TfidfVectorizer.transform`` gives; for one text, that takes longer than the search.
        """
        counts = Counter(self._runs_of(sound(text)))
        known = {self._numbers[run]: n for run, n in counts.items() if run in self._numbers}
        weights = {number: (1 + log(n)) * self._rarity[number] for number, n in known.items()}
        length = hypot(*weights.values()) or 1.0
        return {number: weight / length for number, weight in weights.items()}

    def save(self, folder: Path) -> None:
        """Write into ``folder``."""
        folder.mkdir()
        runs = {run: int(number) for run, number in self._numbers.items()}
        (folder / "runs.json").write_text(json.dumps(runs, ensure_ascii=False), encoding="utf-8")
        np.save(folder / "weights.npy", np.array(self._rarity))
        sparse.save_npz(folder / "passages.npz", self._by_run)

    @classmethod
    def load(cls, folder: Path) -> SoundIndex:
        """Read what :meth:`save` wrote.

        Raises:
            IndexMismatchError: A file is missing or damaged.
        """
        try:
            runs = json.loads((folder / "runs.json").read_text(encoding="utf-8"))
            vectorizer = _vectorizer(runs, np.load(folder / "weights.npy"))
            return cls(vectorizer, sparse.load_npz(folder / "passages.npz"))
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexMismatchError(
                "The sound index is missing or damaged.", "Run `fanal knowledge build --force`."
            ) from error


def _vectorizer(
    runs: dict[str, int] | None = None, weights: NDArray[np.float64] | None = None
) -> TfidfVectorizer:
    vectorizer = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=_RUNS,
        max_df=_COMMON,
        sublinear_tf=True,
        lowercase=False,
        vocabulary=runs,
    )
    if weights is not None:
        vectorizer.idf_ = weights
    return vectorizer
