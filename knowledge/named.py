"""Organisations, languages, countries, professions, levels and statuses that a message names."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from ruamel.yaml import YAML
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from knowledge.lookups.ids import IDS_FILE
from knowledge.places import PLACES_DIR, fold

#: Lower wins where one name means several things: "Deutsch" is a language before anything else.
_ORDER = ("organisation", "cefr_level", "residence_status", "profession", "language", "country")
#: Endings may differ ("України", "Syrische") only in these; names of offices have none.
_INFLECTED = frozenset({"language", "country", "profession", "residence_status"})
#: Languages and countries also change their last letter ("Syrie", "Syrië") and are misspelt most.
_CHANGES_ITS_END = frozenset({"language", "country"})
_LEAST_LETTERS_OF_STEM = {"LATIN": 6, "CYRILLIC": 5}
_LEAST_LETTERS_OF_TYPO = 7
_LONGEST_ENDING = 3
#: So many first letters sort the names, to compare a word with few of them.
_SORTING_LETTERS = 3
_LEAST_LETTERS_AFTER_PREFIX = 3
#: Written onto the word in Arabic script and in Tigrinya: "in the", "with", "from", "of".
_PREFIXES = ("بال", "وال", "لل", "ال", "ب", "ل", "و", "ብ", "ን", "ካብ")


@dataclass(frozen=True, slots=True)
class Named:
    """One mention: ``kind`` of the thing and its ``value``, an id; ``start`` to ``end`` in text."""

    kind: str
    value: str
    start: int
    end: int


class NamedThings:
    """Finds them; built once, safe to share between threads that only read."""

    def __init__(self, ids: Mapping[str, Mapping[str, str]], everyday: frozenset[str]) -> None:
        self._nlp = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._nlp.vocab)
        self._everyday = everyday
        self._meanings: dict[str, tuple[str, str]] = {}
        for kind in _ORDER:
            for name, value in ids.get(kind, {}).items():
                key = self._key(name)
                if key and key not in everyday:
                    self._meanings.setdefault(key, (kind, value))
        self._matcher.add("thing", [self._nlp.make_doc(key) for key in self._meanings])
        self._stems: dict[str, list[str]] = {}
        for key, (kind, _) in self._meanings.items():
            if kind in _INFLECTED and " " not in key and _script(key) in _LEAST_LETTERS_OF_STEM:
                self._stems.setdefault(key[:_SORTING_LETTERS], []).append(key)

    @classmethod
    def load(cls, ids_file: Path = IDS_FILE, places_dir: Path = PLACES_DIR) -> NamedThings:
        """Read what `fanal knowledge lookups` derived; about 0.5 s."""
        ids = json.loads(ids_file.read_text("utf-8"))
        words = YAML(typ="safe").load(places_dir / "everyday_names.yml")
        everyday = frozenset(fold(str(word)) for listed in words.values() for word in listed)
        return cls(ids, everyday)

    def find(self, text: str) -> list[Named]:
        """All things named in ``text``, the longest match first come, in order of appearance."""
        doc = self._nlp.make_doc(fold(text))
        spans = spacy.util.filter_spans(self._matcher(doc, as_spans=True))
        taken = {index for span in spans for index in range(span.start, span.end)}
        found = [
            Named(
                *self._meanings[" ".join(span.text.split())], start=span.start_char,
                end=span.end_char,
            )
            for span in spans
        ]  # fmt: skip
        found.extend(self._written_otherwise(doc, taken))
        return sorted(found, key=lambda named: named.start)

    def _written_otherwise(self, doc: Doc, taken: set[int]) -> Iterator[Named]:
        for token in doc:
            word = token.text
            if token.i in taken or not word.isalpha() or word in self._everyday:
                continue
            key = self._unprefixed(word) or self._inflected(word) or self._misspelt(word)
            if key is not None:
                kind, value = self._meanings[key]
                yield Named(kind, value, token.idx, token.idx + len(word))

    def _unprefixed(self, word: str) -> str | None:
        for prefix in _PREFIXES:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= _LEAST_LETTERS_AFTER_PREFIX and rest in self._meanings:
                return rest
        return None

    def _inflected(self, word: str) -> str | None:
        """The name that a word is a form of: all but the last letters agree."""
        candidates = [
            key
            for key in self._stems.get(word[:_SORTING_LETTERS], [])
            if _is_form_of(word, key, self._meanings[key][0])
        ]
        return max(candidates, key=lambda key: _shared(word, key), default=None)

    def _misspelt(self, word: str) -> str | None:
        """The long name of a language or country with one wrong, missing or swapped letter."""
        if len(word) < _LEAST_LETTERS_OF_TYPO:
            return None
        candidates = [
            key
            for beginning, keys in self._stems.items()
            if beginning[0] == word[0]
            for key in keys
            if len(key) >= _LEAST_LETTERS_OF_TYPO and self._meanings[key][0] in _CHANGES_ITS_END
        ]
        best = process.extractOne(
            word, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=1
        )
        return None if best is None else str(best[0])

    def _key(self, name: str) -> str:
        return " ".join(t.text for t in self._nlp.make_doc(fold(name)) if t.text.strip())


def _shared(word: str, key: str) -> int:
    """Letters at the beginning that agree."""
    return next(
        (i for i, (a, b) in enumerate(zip(word, key, strict=False)) if a != b),
        min(len(word), len(key)),
    )


def _is_form_of(word: str, key: str, kind: str) -> bool:
    """Whether a word is a name with another ending; Cyrillic ones change more of it."""
    script = _script(key)
    shared = _shared(word, key)
    changed = len(key) - shared
    allowed = int(kind in _CHANGES_ITS_END) if script == "LATIN" else 2
    return (
        shared >= _LEAST_LETTERS_OF_STEM[script]
        and changed <= allowed
        and len(word) - shared <= _LONGEST_ENDING
    )


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").split(" ")[0]
