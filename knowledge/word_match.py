"""Passages of one language that hold words of a query: counted once, read as often as needed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.postings import Numbers, Postings, Scores, looked_up

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: Pairs of word and passage that may bring up candidates, rarest words first. A corpus of articles
#: stays below; in a large one "the" and "of" bring up none, but still count for those found.
_PAIRS = 200_000
#: Candidates, best first, to which such frequent words are then added.
_CANDIDATES = 2_000


class WordMatch:
    """What each passage scores for the words of one query.

    Args:
        postings: Of the language.
        rows: Row in the corpus of each of its passages, ascending, shape (n_passages,).
        words: Numbers of the query's words, rarest first.
        ceiling: Score of a passage that covers the query, above 0.
    """

    def __init__(self, postings: Postings, rows: Rows, words: list[int], ceiling: float) -> None:
        pairs = np.cumsum([postings.size(word) for word in words])
        rare = max(int(np.searchsorted(pairs, _PAIRS, side="right")), 1)
        self._postings, self._rows = postings, rows
        self._words, self._ceiling = words, np.float32(ceiling)
        self._held, self._sums = postings.sums(words[:rare])
        self._frequent = words[rare:]

    def best(self, top_k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """The passages that cover most of the query.

        Args:
            top_k: At most so many are returned.
            allowed: Whether each row of the corpus may be chosen; None means all.

        Returns:
            Row numbers and how much of the query each covers, above 0.0 to 1.0, best first.
        """
        found, scores = self._held, self._sums
        if allowed is not None:
            may = allowed[self._rows[found]]
            found, scores = found[may], scores[may]
        if self._frequent:
            # In their order, because looking up neighbours one after the other is faster.
            found = np.sort(found[_best(scores, _CANDIDATES)])
            scores = self._scores(found)
        best = _best(scores, top_k)
        return self._rows[found[best]], self._shares(scores[best])

    def coverage(self, rows: Rows) -> Scores:
        """How much of the query each of ``rows`` covers, 0.0 to 1.0, shape (len(rows),).

        Args:
            rows: Of any language, fastest if ascending; those of another one cover nothing.
        """
        result = np.zeros(len(rows), np.float32)
        if len(self._rows):
            places = np.minimum(np.searchsorted(self._rows, rows), len(self._rows) - 1)
            own = self._rows[places] == rows
            result[own] = self._shares(self._scores(places[own].astype(np.int32)))
        return result

    def everywhere(self) -> tuple[Rows, Scores]:
        """Row number of every passage that holds one of the words, and how much it covers."""
        held, sums = (
            self._postings.sums(self._words) if self._frequent else (self._held, self._sums)
        )
        return self._rows[held], self._shares(sums)

    def _scores(self, passages: Numbers) -> Scores:
        scores = looked_up(passages, self._held, self._sums)
        for word in self._frequent:
            scores += self._postings.weights_in(passages, word)
        return scores

    def _shares(self, scores: Scores) -> Scores:
        return np.minimum(scores / self._ceiling, np.float32(1))


def _best(scores: Scores, count: int) -> Rows:
    """Places of the ``count`` highest scores, best first; of equals the first ones."""
    places = np.arange(len(scores))
    # Sorting a hundred thousand to keep two hundred would cost more than finding those. What that
    # many of every eighth reach, that many of all reach too: most can go before all are looked at.
    for step in (8, 1):
        if len(scores) > 4 * step * count:
            high = scores >= np.partition(scores[::step], -count)[-count]
            places, scores = places[high], scores[high]
    best: Rows = places[np.argsort(-scores, kind="stable")][:count]
    return best
