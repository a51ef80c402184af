"""Passages that share words with a query: BM25, one index a language.

A query is compared with passages of its own language only: words that two languages share by chance
("die", "pour", "en") would otherwise outweigh meaning. Names and acronyms (NARIC, BAPA, artikel 60)
stand in the passages of every language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexMismatchError
from knowledge.postings import Counts, Postings
from knowledge.words import words

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
_ARRAYS = ("starts", "passages", "times", "lengths")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words of a query that a language knows, rarest first, and the score of a full match."""

    words: list[int]
    ceiling: float


@dataclass(frozen=True, slots=True)
class _LanguageIndex:
    """BM25 over the passages of one language; ``rows`` are theirs in the corpus, ascending."""

    vocabulary: dict[str, int]
    postings: Postings
    rows: Rows

    @classmethod
    def empty(cls) -> _LanguageIndex:
        return cls({}, Postings.of(Counts.of([], {})), np.empty(0, np.int64))

    def changed(self, keep: Rows, tokens: Iterable[list[str]], added: Rows) -> _LanguageIndex:
        """Without rows that are not in ``keep``, renumbered; with new passages at ``added``."""
        places = np.searchsorted(keep, self.rows)
        stays = np.append(keep, -1)[places] == self.rows
        rows = np.concatenate([places[stays], added])
        if len(added) == 0 and stays.all():
            return replace(self, rows=rows)
        vocabulary = dict(self.vocabulary)
        counts = Counts.of(tokens, vocabulary)
        kept = self.postings.counts.changed(np.flatnonzero(stays), counts)
        return _LanguageIndex(vocabulary, Postings.of(kept), rows)

    def asked(self, query: str, language: str) -> _Asked:
        found = dict.fromkeys(words(query, language))
        numbers = (self.vocabulary.get(word, -1) for word in found)
        known = [number for number in numbers if number >= 0 and self.postings.size(number)]
        # A word that no passage knows still counts as one that was asked for and not found.
        unknown_share = (len(found) - len(known)) / max(len(known), 1)
        highest = self.postings.highest
        if len(known) > MAX_WORDS:
            known = sorted(known, key=lambda word: -highest[word])[:MAX_WORDS]
        best = float(sum(highest[word] for word in known))
        known.sort(key=self.postings.size)
        return _Asked(known, max(best * (1 + unknown_share), 1e-6))

    def search(self, asked: _Asked, top_k: int, allowed: Mask | None) -> tuple[Rows, Scores]:
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

    def coverage(self, asked: _Asked, rows: Rows) -> Scores:
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

    def all_coverage(self, asked: _Asked) -> Scores:
        """Coverage of every passage, in the order of ``rows``."""
        scores = np.zeros(len(self.rows), np.float32)
        for word in asked.words:
            self.postings.add_to(scores, word)
        return np.minimum(scores / np.float32(asked.ceiling), 1)

    def save(self, folder: Path) -> None:
        folder.mkdir()
        counts = self.postings.counts
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(counts, name))
        np.save(folder / "weights.npy", self.postings.weights)
        np.save(folder / "rows.npy", self.rows)
        vocabulary = json.dumps(list(self.vocabulary), ensure_ascii=False)
        (folder / "words.json").write_text(vocabulary, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> _LanguageIndex:
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


class LexicalIndex:
    """One BM25 index for each language of a corpus."""

    def __init__(self, by_language: dict[str, _LanguageIndex]) -> None:
        self._by_language = by_language

    @property
    def languages(self) -> list[str]:
        """Languages that have words to compare."""
        return [code for code, index in self._by_language.items() if index.postings.weights.size]

    @classmethod
    def build(cls, texts: Sequence[str], languages: Sequence[str]) -> LexicalIndex:
        """Index passages; both sequences are equally long, positions are row numbers."""
        return cls({}).changed(np.empty(0, np.int64), texts, languages)

    def changed(self, keep: Rows, texts: Sequence[str], languages: Sequence[str]) -> LexicalIndex:
        """An index of the rows ``keep``, ascending, and then of new texts; this one stays."""
        codes = np.array(languages, np.str_)
        by_language: dict[str, _LanguageIndex] = {}
        for code in dict.fromkeys([*self._by_language, *languages]):
            added = np.flatnonzero(codes == code)
            index = self._by_language.get(code) or _LanguageIndex.empty()
            tokens = (words(texts[row], code) for row in added)
            index = index.changed(keep, tokens, added + len(keep))
            if len(index.rows):
                by_language[code] = index
        return LexicalIndex(by_language)

    def search(
        self, query: str, language: str | None, top_k: int, allowed: Mask | None = None
    ) -> tuple[Rows, Scores]:
        """Passages that share words with a query.

        Args:
            query: The question.
            language: Its language; None or one the corpus does not have finds nothing.
            top_k: At most so many are returned.
            allowed: Whether each passage may be chosen, shape (n_passages,); None means all.

        Returns:
            Row numbers and how much of the query each covers, above 0.0 to 1.0, best first.
        """
        index = self._by_language.get(language or "")
        if index is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        return index.search(index.asked(query, language or ""), top_k, allowed)

    def coverage(self, query: str, language: str | None, rows: Rows) -> Scores:
        """How much of the query each of ``rows`` covers, 0.0 to 1.0, shape (len(rows),).

        ``language`` is the query's; None or one the corpus does not have compares nothing.
        """
        index = self._by_language.get(language or "")
        if index is None:
            return np.zeros(len(rows), np.float32)
        return index.coverage(index.asked(query, language or ""), rows)

    def all_coverage(self, query: str, language: str | None) -> tuple[Rows, Scores]:
        """Row numbers of every passage in ``language``, and how much of the query each covers."""
        index = self._by_language.get(language or "")
        if index is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        return index.rows, index.all_coverage(index.asked(query, language or ""))

    def save(self, folder: Path) -> None:
        """Write one sub-folder a language into a new folder."""
        folder.mkdir(parents=True)
        for number, index in enumerate(self._by_language.values()):
            index.save(folder / str(number))
        meta = {"languages": list(self._by_language)}
        (folder / "lexical.json").write_text(json.dumps(meta), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what :meth:`save` wrote; arrays stay on disk, mapped into memory.

        Raises:
            IndexMismatchError: A file is missing or damaged.
        """
        try:
            meta = json.loads((folder / "lexical.json").read_text(encoding="utf-8"))
            numbered = enumerate(meta["languages"])
            return cls({code: _LanguageIndex.load(folder / str(n)) for n, code in numbered})
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexMismatchError(
                "The word index is missing or damaged.", "Run `fanal knowledge build --force`."
            ) from error
