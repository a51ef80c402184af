"""The passages of one language by their words: BM25, names looked up from other languages too."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.postings import Counts, Postings
from knowledge.words import stemmed, words

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: Different words of a query that are looked up; of more, the weightiest.
MAX_WORDS = 128
#: Pairs of word and passage that may bring up candidates, rarest words first. A corpus of articles
#: stays below; in a large one "the" and "of" bring up none, but still count for those found.
_PAIRS = 200_000
#: Candidates, best first, to which such frequent words are then added.
_CANDIDATES = 2_000
#: What a name is to a query in another language: not short, and held by so many passages at most,
#: two or this share of them. More frequent words are rather of a form that languages share.
_NAME_LETTERS = 3
_NAME_SHARE, _NAME_PASSAGES = 0.02, 200
_ARRAYS = ("starts", "passages", "times", "lengths")


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of a query that a language knows, rarest first, and the score of a full match."""

    words: list[int]
    ceiling: float


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """BM25 over the passages of one language; ``rows`` are theirs in the corpus, ascending.

    What a query asks for is worked out once by :meth:`asked` or :meth:`asked_names`.
    """

    vocabulary: dict[str, int]
    postings: Postings
    rows: Rows

    @classmethod
    def empty(cls) -> LanguageIndex:
        """Of no passages."""
        return cls({}, Postings.of(Counts.of([], {})), np.empty(0, np.int64))

    def changed(self, keep: Rows, tokens: Iterable[list[str]], added: Rows) -> LanguageIndex:
        """Without rows that are not in ``keep``, renumbered; with new passages at ``added``."""
        places = np.searchsorted(keep, self.rows)
        stays = np.append(keep, -1)[places] == self.rows
        rows = np.concatenate([places[stays], added])
        if len(added) == 0 and stays.all():
            return replace(self, rows=rows)
        vocabulary = dict(self.vocabulary)
        counts = Counts.of(tokens, vocabulary)
        kept = self.postings.counts.changed(np.flatnonzero(stays), counts)
        return LanguageIndex(vocabulary, Postings.of(kept), rows)

    def asked(self, query: str, language: str) -> Asked:
        """The words of a query in the language of the passages."""
        found = dict.fromkeys(words(query, language))
        return self._asked(found, len(found), len(self.rows))

    def asked_names(self, folded: Sequence[str], language: str) -> Asked:
        """What the folded words of a query can share with passages in another language."""
        found = dict.fromkeys(stemmed(folded, language))
        long = [word for word in found if len(word) >= _NAME_LETTERS]
        few = max(2, min(int(_NAME_SHARE * len(self.rows)), _NAME_PASSAGES))
        return self._asked(long, len(found), few)

    def _asked(self, found: Collection[str], of: int, held_by: int) -> Asked:
        """Those of the ``found`` words, out of ``of``, that at most ``held_by`` passages hold."""
        numbers = (self.vocabulary.get(word, -1) for word in found)
        known = [n for n in numbers if n >= 0 and 0 < self.postings.size(n) <= held_by]
        # A word that no passage knows still counts as one that was asked for and not found.
        unknown_share = (of - len(known)) / max(len(known), 1)
        highest = self.postings.highest
        if len(known) > MAX_WORDS:
            known = sorted(known, key=lambda word: -highest[word])[:MAX_WORDS]
        best = float(sum(highest[word] for word in known))
        known.sort(key=self.postings.size)
        return Asked(known, max(best * (1 + unknown_share), 1e-6))

    def search(self, asked: Asked, top_k: int, allowed: Mask | None) -> tuple[Rows, Scores]:
        """Row numbers in the corpus and coverage, best first."""
        scores = np.zeros(len(self.rows), np.float32)
        touched: list[NDArray[np.int32]] = []
        pairs = 0
        for position, word in enumerate(asked.words):
            pairs += self.postings.size(word)
            if touched and pairs > _PAIRS:
                frequent = asked.words[position:]
                break
            touched.append(self.postings.add_to(scores, word))
        else:
            frequent = []
        found = np.concatenate([np.empty(0, np.int32), *touched])
        if allowed is not None:
            found = found[allowed[self.rows[found]]]
        if frequent:
            found = _best(found, scores[found], _CANDIDATES)
            for word in frequent:
                scores[found] += self.postings.weights_in(found, word)
        found = _best(found, scores[found], top_k)
        return self.rows[found], np.minimum(scores[found] / np.float32(asked.ceiling), 1)

    def coverage(self, asked: Asked, rows: Rows) -> Scores:
        """Coverage of each of ``rows``, 0.0 where a row is of another language."""
        result = np.zeros(len(rows), np.float32)
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        own = self.rows[places] == rows
        passages = places[own]
        scores = np.zeros(len(passages), np.float32)
        everywhere = np.zeros(len(self.rows), np.float32)
        for word in asked.words:
            # Looking a passage up in a word's list costs about as much as adding sixteen others.
            if self.postings.size(word) < 16 * len(passages):
                self.postings.add_to(everywhere, word)
            else:
                scores += self.postings.weights_in(passages, word)
        scores += everywhere[passages]
        result[own] = np.minimum(scores / np.float32(asked.ceiling), 1)
        return result

    def all_coverage(self, asked: Asked) -> Scores:
        """Coverage of every passage, in the order of ``rows``."""
        scores = np.zeros(len(self.rows), np.float32)
        for word in asked.words:
            self.postings.add_to(scores, word)
        return np.minimum(scores / np.float32(asked.ceiling), 1)

    def save(self, folder: Path) -> None:
        """Write into a new ``folder``."""
        folder.mkdir()
        counts = self.postings.counts
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(counts, name))
        np.save(folder / "weights.npy", self.postings.weights)
        np.save(folder / "rows.npy", self.rows)
        vocabulary = json.dumps(list(self.vocabulary), ensure_ascii=False)
        (folder / "words.json").write_text(vocabulary, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LanguageIndex:
        """Read what :meth:`save` wrote; arrays stay on disk, mapped into memory."""

        def mapped(name: str) -> NDArray[np.generic]:
            array: NDArray[np.generic] = np.load(folder / f"{name}.npy", mmap_mode="r")
            return array.view(np.ndarray)  # plain arrays on the same memory are faster to slice

        names = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        counts = Counts(*(mapped(name) for name in _ARRAYS))  # type: ignore[arg-type]
        postings = Postings.of(counts, mapped("weights"))  # type: ignore[arg-type]
        return cls(
            {name: n for n, name in enumerate(names)}, postings, np.load(folder / "rows.npy")
        )


def _best(passages: NDArray[np.int32], scores: Scores, count: int) -> NDArray[np.int32]:
    """The ``count`` passages of the highest scores, best first; of equals the first ones."""
    if len(passages) > 4 * count:
        # Sorting a hundred thousand to keep two hundred would cost more than finding them.
        last = -np.partition(-scores, count - 1)[count - 1]
        passages, scores = passages[scores >= last], scores[scores >= last]
    best: NDArray[np.int32] = passages[np.lexsort((passages, -scores))][:count]
    return best
