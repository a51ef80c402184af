"""Passages that share words with a query: BM25, one index a language.

A query is compared with passages of its own language only: words that two languages share by chance
("die", "pour", "en") would otherwise outweigh meaning. Names and acronyms (NARIC, BAPA, artikel 60)
stand in the passages of every language.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexMismatchError
from knowledge.words import words

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


class _LanguageIndex:
    """BM25 over the passages of one language."""

    def __init__(self, bm25: bm25s.BM25, rows: Rows) -> None:
        self.bm25 = bm25
        self.rows = rows
        self._vocabulary: dict[str, int] = bm25.vocab_dict
        self._weights: Scores = _highest(bm25)

    @classmethod
    def build(cls, tokens: list[list[str]], rows: Rows) -> _LanguageIndex:
        # The Lucene variant never gives a word a negative weight, not even one in every passage.
        bm25 = bm25s.BM25(method="lucene")
        bm25.index([found or [""] for found in tokens], show_progress=False)
        return cls(bm25, rows)

    def coverage(self, query: Sequence[str]) -> Scores:
        """Share of the query's weight that each passage covers, 0.0 to 1.0, shape (n_passages,)."""
        known = [word for word in dict.fromkeys(query) if word in self._vocabulary]
        if not known:
            return np.zeros(len(self.rows), np.float32)
        best = float(sum(self._weights[self._vocabulary[word]] for word in known))
        unknown = len(dict.fromkeys(query)) - len(known)
        # A word that no passage knows still counts as one that was asked for and not found.
        ceiling = best + unknown * best / len(known)
        scores: Scores = self.bm25.get_scores(known).astype(np.float32)
        return np.minimum(scores / max(ceiling, 1e-6), 1.0)


def _highest(bm25: bm25s.BM25) -> Scores:
    """The highest score that each word reaches in any passage, shape (n_words,)."""
    data, pointers = bm25.scores["data"], bm25.scores["indptr"]
    starts = np.minimum(pointers[:-1], max(len(data) - 1, 0))
    if len(data) == 0:
        return np.zeros(len(starts), np.float32)
    highest = np.maximum.reduceat(data, starts)
    return np.where(np.diff(pointers) > 0, highest, 0.0).astype(np.float32)


class LexicalIndex:
    """One BM25 index for each language of a corpus."""

    def __init__(self, by_language: dict[str, _LanguageIndex], n_passages: int) -> None:
        self._by_language = by_language
        self._n_passages = n_passages

    @property
    def languages(self) -> list[str]:
        """Languages that have words to compare."""
        return list(self._by_language)

    @classmethod
    def build(cls, texts: Sequence[str], languages: Sequence[str]) -> LexicalIndex:
        """Index passages; both sequences are equally long, positions are row numbers."""
        by_language: dict[str, _LanguageIndex] = {}
        codes = np.array(languages)
        for code in dict.fromkeys(languages):
            rows = np.flatnonzero(codes == code)
            tokens = [words(texts[row], code) for row in rows]
            if any(tokens):
                by_language[code] = _LanguageIndex.build(tokens, rows)
        return cls(by_language, len(texts))

    def coverage(self, query: str, language: str | None) -> Scores:
        """How much of the query each passage covers, 0.0 to 1.0, shape (n_passages,).

        Args:
            query: The question.
            language: Its language; None or one the corpus does not have compares nothing.
        """
        result = np.zeros(self._n_passages, np.float32)
        index = self._by_language.get(language or "")
        if index is not None:
            result[index.rows] = index.coverage(words(query, language or ""))
        return result

    def save(self, folder: Path) -> None:
        """Write one sub-folder a language."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for code, index in self._by_language.items():
            index.bm25.save(str(folder / code), show_progress=False)
            np.save(folder / code / "rows.npy", index.rows)
        meta = {"languages": list(self._by_language), "n_passages": self._n_passages}
        (folder / "lexical.json").write_text(json.dumps(meta), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what :meth:`save` wrote.

        Raises:
            IndexMismatchError: A file is missing or damaged.
        """
        try:
            meta = json.loads((folder / "lexical.json").read_text(encoding="utf-8"))
            by_language = {
                code: _LanguageIndex(
                    bm25s.BM25.load(str(folder / code), show_progress=False),
                    np.load(folder / code / "rows.npy"),
                )
                for code in meta["languages"]
            }
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexMismatchError(
                "The word index is missing or damaged.", "Run `fanal knowledge build --force`."
            ) from error
        return cls(by_language, int(meta["n_passages"]))
