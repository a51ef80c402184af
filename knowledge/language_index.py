"""The passages of one language by their words: BM25, names looked up from other languages too."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.postings import Counts, Postings
from knowledge.word_match import Rows, WordMatch
from knowledge.words import stemmed, words

#: Different words of a query that are looked up; of more, the weightiest.
MAX_WORDS = 128
#: What a name is to a query in another language: not short, and held by so many passages at most,
#: two or this share of them. More frequent words are rather of a form that languages share.
_NAME_LETTERS = 3
_NAME_SHARE, _NAME_PASSAGES = 0.02, 200
_ARRAYS = ("starts", "passages", "times", "lengths")


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """BM25 over the passages of one language; ``rows`` are theirs in the corpus, ascending."""

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

    def match(self, query: str, language: str) -> WordMatch:
        """What the passages hold of a query in their ``language``."""
        found = dict.fromkeys(words(query, language))
        return self._match(self._known(found, len(self.rows)), len(found))

    def match_names(self, folded: Sequence[str], language: str) -> WordMatch | None:
        """What they hold of the names and numbers among the folded words of a query in another one.

        None if that is nothing.
        """
        found = dict.fromkeys(stemmed(folded, language))
        long = [word for word in found if len(word) >= _NAME_LETTERS]
        few = max(2, min(int(_NAME_SHARE * len(self.rows)), _NAME_PASSAGES))
        known = self._known(long, few)
        return self._match(known, len(found)) if known else None

    def _known(self, found: Collection[str], held_by: int) -> list[int]:
        """Numbers of those words that at least one passage holds, and at most ``held_by``."""
        numbers = (self.vocabulary.get(word, -1) for word in found)
        return [n for n in numbers if n >= 0 and 0 < self.postings.size(n) <= held_by]

    def _match(self, known: list[int], of: int) -> WordMatch:
        """Passages that hold ``known`` words of a query of so many different ones."""
        # A word that no passage knows still counts as one that was asked for and not found.
        unknown_share = (of - len(known)) / max(len(known), 1)
        highest = self.postings.highest
        if len(known) > MAX_WORDS:
            known = sorted(known, key=lambda word: -highest[word])[:MAX_WORDS]
        best = float(sum(highest[word] for word in known))
        ceiling = max(best * (1 + unknown_share), 1e-6)
        return WordMatch(self.postings, self.rows, sorted(known, key=self.postings.size), ceiling)

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
