"""Which passages of one language hold which word, with the BM25 weight of each pair.

Arrays only, so that they can stay on disk, mapped into memory. Counts are kept beside weights:
taking passages out or adding some changes how rare every word is, and the weights are then derived
anew without reading a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]
Scores = NDArray[np.float32]

#: The usual constants of BM25: how soon repeating a word stops counting, how much length counts.
K1 = 1.5
B = 0.75
#: Passages to a pair of word and passage from which on pairs are sorted to be added up: an array of
#: all passages takes less time when there are more pairs.
_MANY = 16


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each word stands in each passage, by word.

    Attributes:
        starts: Where the pairs of each word begin, shape (n_words + 1,), int64.
        passages: Passage of each pair, ascending within a word, shape (n_pairs,), int32.
        times: How often the word stands there, same shape, uint16.
        lengths: Words of each passage, at least 1, shape (n_passages,), int32.
    """

    starts: Integers
    passages: Numbers
    times: NDArray[np.uint16]
    lengths: Numbers

    @classmethod
    def of(cls, tokens: Iterable[list[str]], vocabulary: dict[str, int]) -> Counts:
        """Count; words that ``vocabulary`` does not know are added to it."""
        numbers: list[Numbers] = []
        for found in tokens:
            numbered = (vocabulary.setdefault(word, len(vocabulary)) for word in found)
            numbers.append(np.fromiter(numbered, np.int32, len(found)))
        sizes = np.array([len(found) for found in numbers], np.int64)
        flat = np.concatenate([np.empty(0, np.int32), *numbers]).astype(np.int64)
        owners = np.repeat(np.arange(len(sizes)), sizes)
        n_passages = max(len(sizes), 1)
        pairs, times = np.unique(flat * n_passages + owners, return_counts=True)
        return cls(
            starts=_starts(pairs // n_passages, len(vocabulary)),
            passages=(pairs % n_passages).astype(np.int32),
            times=np.minimum(times, np.iinfo(np.uint16).max).astype(np.uint16),
            lengths=np.maximum(sizes, 1).astype(np.int32),
        )

    def changed(self, keep: Integers, added: Counts) -> Counts:
        """Counts of the passages ``keep`` (ascending), renumbered, and then of ``added``."""
        renumbered = np.full(len(self.lengths), -1, np.int32)
        renumbered[keep] = np.arange(len(keep), dtype=np.int32)
        passages = renumbered[self.passages]
        stays = passages >= 0
        words = np.concatenate([self._words()[stays], added._words()])
        # Stable: within a word, kept passages come before added ones, both ascending.
        order = np.argsort(words, kind="stable")
        passages = np.concatenate([passages[stays], added.passages + np.int32(len(keep))])
        return Counts(
            starts=_starts(words, len(added.starts) - 1),
            passages=passages[order],
            times=np.concatenate([self.times[stays], added.times])[order],
            lengths=np.concatenate([self.lengths[keep], added.lengths]),
        )

    def weights(self) -> Scores:
        """BM25 weight of each pair, shape (n_pairs,), above 0.

        The variant of Lucene, which never gives a word a negative weight, not even one in every
        passage (Kamphuis et al. 2020, "Which BM25 Do You Mean?").
        """
        n_passages, holding = len(self.lengths), np.diff(self.starts)
        rarity = np.log(1 + (n_passages - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        relative = self.lengths / np.float32(self.lengths.mean()) if n_passages else self.lengths
        damping = (K1 * (1 - B + B * relative)).astype(np.float32)
        times = self.times.astype(np.float32)
        result: Scores = np.repeat(rarity, holding) * times / (times + damping[self.passages])
        return result

    def _words(self) -> Numbers:
        """Word of each pair, shape (n_pairs,)."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))


def _starts(words: Integers | Numbers, n_words: int) -> Integers:
    result = np.zeros(n_words + 1, np.int64)
    np.cumsum(np.bincount(words, minlength=n_words), out=result[1:])
    return result


@dataclass(frozen=True, slots=True)
class Postings:
    """Counts, the weight of each pair, and the highest weight each word reaches, (n_words,)."""

    counts: Counts
    weights: Scores
    highest: Scores

    @classmethod
    def of(cls, counts: Counts, weights: Scores | None = None) -> Postings:
        """With weights derived from ``counts``, unless they are known."""
        weights = counts.weights() if weights is None else weights
        holding = np.diff(counts.starts) > 0
        highest = np.zeros(len(holding), np.float32)
        if holding.any():
            # Words that no passage holds any more have no pairs to reduce.
            highest[holding] = np.maximum.reduceat(weights, counts.starts[:-1][holding])
        return cls(counts, weights, highest)

    def size(self, word: int) -> int:
        """Number of passages that hold a word."""
        return int(self.counts.starts[word + 1] - self.counts.starts[word])

    def sums(self, words: Sequence[int]) -> tuple[Numbers, Scores]:
        """Passages that hold at least one of ``words``, ascending, and the sum of their weights."""
        pairs = [slice(*self.counts.starts[word : word + 2]) for word in words]
        passages = np.concatenate(
            [np.empty(0, np.int32), *map(self.counts.passages.__getitem__, pairs)]
        )
        weights = np.concatenate([np.empty(0, np.float32), *map(self.weights.__getitem__, pairs)])
        if _MANY * len(passages) < len(self.counts.lengths):
            held, places = np.unique(passages, return_inverse=True)
            return held, np.bincount(places, weights).astype(np.float32)
        sums = np.bincount(passages, weights)
        held = np.flatnonzero(sums > 0)
        return held.astype(np.int32), sums[held].astype(np.float32)

    def weights_in(self, passages: Numbers, word: int) -> Scores:
        """A word's weight in each of ``passages``, 0 where it does not stand, their shape."""
        pairs = slice(*self.counts.starts[word : word + 2])
        return looked_up(passages, self.counts.passages[pairs], self.weights[pairs])


def looked_up(passages: Numbers, held: Numbers, weights: Scores) -> Scores:
    """The weight of each of ``passages``, 0 where it is not among those ``held``, ascending."""
    if len(held) == 0:
        return np.zeros(len(passages), np.float32)
    places = np.minimum(np.searchsorted(held, passages), len(held) - 1)
    return np.where(held[places] == passages, weights[places], np.float32(0))
