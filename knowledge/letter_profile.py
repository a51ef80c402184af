"""How the languages of Fanal's own phrases are spelt, learned from those phrases.

The general detectors were made from newspapers and encyclopaedias; people who write to Fanal write
"bghit nkhdem" and "mersi". Sequences of up to four letters of the bot's training phrases, and of a
list for what these lack, know such words (naive Bayes; Cavnar and Trenkle 1994 began it).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ruamel.yaml import YAML

_LONGEST = 4
#: Added to every count, so that one unseen sequence excludes no language.
_SMOOTHING = 0.05
#: Neighbouring sequences share letters, so they say less together than independent ones would.
_DEPENDENCE = 0.35
_EXAMPLE = "      - "


class LetterProfile:
    """Knows the spelling of some languages; build with :meth:`load` or from phrases."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        # A language in foreign letters is spelt like no other: it is counted by itself.
        counts: dict[tuple[str, bool], Counter[str]] = {}
        for code, listed in phrases.items():
            for phrase in listed:
                counts.setdefault((code, phrase.isascii()), Counter()).update(_pieces(phrase))
        for code in phrases:
            own, ascii_only = counts.get((code, False)), counts.get((code, True))
            if own and ascii_only and all(piece in own for piece, _ in ascii_only.most_common(20)):
                own.update(counts.pop((code, True)))
        self._languages = tuple(code for code, _ in counts)
        known = {piece for counted in counts.values() for piece in counted}
        self._weights: dict[str, tuple[float, ...]] = {}
        sizes = [sum(counted.values()) + _SMOOTHING * len(known) for counted in counts.values()]
        self._absent = tuple(math.log(_SMOOTHING / size) for size in sizes)
        for piece in known:
            self._weights[piece] = tuple(
                math.log((counted[piece] + _SMOOTHING) / size)
                for counted, size in zip(counts.values(), sizes, strict=True)
            )

    @classmethod
    def load(cls, nlu_dir: Path, more: Path) -> LetterProfile:
        """Read the bot's training phrases and the list of further ones.

        Args:
            nlu_dir: ``<language>/<topic>.yml``.
            more: Phrases by language.
        """
        phrases: dict[str, list[str]] = {}
        for file in sorted(nlu_dir.glob("*/*.yml")):
            if file.stem != "place":  # names of towns are the same in every language
                phrases.setdefault(file.parent.name, []).extend(examples(file))
        for code, listed in YAML(typ="safe").load(more).items():
            phrases.setdefault(code, []).extend(str(phrase) for phrase in listed)
        return cls(phrases)

    def shares(self, text: str) -> tuple[dict[str, float], float]:
        """Probability of each known language, and how much of the text is spelt as in any of them.

        Args:
            text: Lower case, words parted by single spaces.

        Returns:
            Shares that sum to 1, and the part of its letter sequences that are known, 0.0 to 1.0.
        """
        pieces = list(_pieces(text))
        found = [self._weights[piece] for piece in pieces if piece in self._weights]
        if not found:
            return {}, 0.0
        missing = len(pieces) - len(found)
        logs = [
            _DEPENDENCE * (sum(column) + missing * absent)
            for column, absent in zip(zip(*found, strict=True), self._absent, strict=True)
        ]
        best = max(logs)
        odds = [math.exp(value - best) for value in logs]
        total = sum(odds)
        shares: dict[str, float] = {}
        for code, odd in zip(self._languages, odds, strict=True):
            shares[code] = shares.get(code, 0.0) + odd / total
        return shares, len(found) / len(pieces)


def _pieces(text: str) -> Iterator[str]:
    for word in text.lower().split():
        padded = f" {word} "
        for length in range(2, _LONGEST + 1):
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def examples(file: Path) -> Iterator[str]:
    """Entries of a file of training data, by line: a YAML parser takes seconds for them all."""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith(_EXAMPLE):
            yield line[len(_EXAMPLE) :].strip()
