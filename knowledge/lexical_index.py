"""Passages that share words with a query: BM25, one index a language.

A query is compared with passages of its own language: words that two languages share by chance
("die", "pour", "en") would otherwise outweigh meaning. With those of other languages it may share
names and numbers, which few passages hold.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.errors import IndexMismatchError
from knowledge.language_index import LanguageIndex
from knowledge.postings import Scores
from knowledge.word_match import Mask, Rows, WordMatch
from knowledge.words import folded_words, words


class LexicalIndex:
    """One BM25 index for each language of a corpus."""

    def __init__(self, by_language: dict[str, LanguageIndex]) -> None:
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
        by_language: dict[str, LanguageIndex] = {}
        for code in dict.fromkeys([*self._by_language, *languages]):
            added = np.flatnonzero(codes == code)
            index = self._by_language.get(code) or LanguageIndex.empty()
            tokens = (words(texts[row], code) for row in added)
            index = index.changed(keep, tokens, added + len(keep))
            if len(index.rows):
                by_language[code] = index
        return LexicalIndex(by_language)

    def match(self, query: str, language: str | None) -> WordMatch:
        """What the passages in the query's language hold of its words.

        ``language`` None, or one the corpus does not have, matches nothing.
        """
        index = self._by_language.get(language or "") or LanguageIndex.empty()
        return index.match(query, language or "")

    def names(
        self, query: str, language: str | None, top_k: int, allowed: Mask | None = None
    ) -> tuple[Rows, Scores]:
        """Passages of other languages that share names or numbers with a query.

        Args:
            query: The question.
            language: Its language; None or one the corpus does not have looks in all languages.
            top_k: At most so many of each language are returned.
            allowed: Whether each passage may be chosen, shape (n_passages,); None means all.

        Returns:
            Row numbers, ascending, and how much of the query each covers, above 0.0 to 1.0.
        """
        folded = [*dict.fromkeys(folded_words(query))]
        found = [(np.empty(0, np.int64), np.empty(0, np.float32))]
        for code, index in self._by_language.items():
            if code != language and (match := index.match_names(folded, code)):
                found.append(match.best(top_k, allowed))
        rows, coverage = (np.concatenate(parts) for parts in zip(*found, strict=True))
        order = np.argsort(rows)
        return rows[order], coverage[order]

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
            return cls({code: LanguageIndex.load(folder / str(n)) for n, code in numbered})
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexMismatchError(
                "The word index is missing or damaged.", "Run `fanal knowledge build --force`."
            ) from error
