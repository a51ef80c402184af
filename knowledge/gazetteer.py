"""Places in a message: municipalities, postal codes and regions, in many spellings and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from knowledge.places import PLACES_DIR, Municipality, fold, municipalities

_FUZZY_MIN_LETTERS = 6
_FUZZY_MIN_SCORE = 88.0
_BARE_MIN_LETTERS = 3
_ARABIC_PREFIXES = ("ب", "ل", "و", "ف")
#: Turkish case endings, which many write without an apostrophe ("gentte", "anversden").
_TURKISH_ENDINGS = re.compile("(?:de|da|te|ta)(?:n|ki|yim|yım|yiz|yız)?$|(?:y[ae]|n[ıiuü]n)$")


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a place in a text.

    Attributes:
        start: First character of the mention.
        end: One past its last character.
        text: The mention as written.
        municipality: Its name in its own language, or None for a region.
        region: ``flanders``, ``brussels``, ``wallonia`` or ``german-community``; None if ambiguous.
        regions: All regions it can lie in.
        postal_code: The code, if that is what was written.
    """

    start: int
    end: int
    text: str
    municipality: str | None
    region: str | None
    regions: tuple[str, ...]
    postal_code: str | None = None


class Gazetteer:
    """Finds places; built once, safe to share between threads that only read."""

    def __init__(
        self,
        towns: Iterable[Municipality],
        region_names: dict[str, list[str]],
        words: dict[str, list[str]],
        only_after: dict[str, list[str]] | None = None,
    ) -> None:
        """Prepare to find ``towns`` and regions.

        Args:
            towns: The municipalities.
            region_names: Names of each region.
            words: Words that decide whether a name or a number is a place, by kind.
            only_after: Everyday names with the only words after which they are a place.
        """
        self._only_after = {
            fold(name): frozenset(map(fold, before)) for name, before in (only_after or {}).items()
        }
        self._words = {kind: frozenset(map(fold, listed)) for kind, listed in words.items()}
        self._nlp = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._nlp.vocab)
        self._towns: dict[str, list[Municipality]] = {}
        self._codes: dict[str, list[Municipality]] = {}
        self._regions: dict[str, str] = {}
        for region, names in region_names.items():
            for name in names:
                self._regions[self._key(name)] = region
        for town in towns:
            for name in town.names:
                key = self._key(name)
                if key not in self._regions and town not in self._towns.setdefault(key, []):
                    self._towns[key].append(town)
            for code in town.postal_codes:
                self._codes.setdefault(code, []).append(town)
        keys = [*self._regions, *self._towns, *self._codes]
        self._matcher.add("place", [self._nlp.make_doc(key) for key in keys])
        self._fuzzy_keys = [
            key
            for key in (*self._regions, *self._towns)
            if len(key) >= _FUZZY_MIN_LETTERS and " " not in key
        ]

    @classmethod
    def load(cls, directory: Path = PLACES_DIR) -> Gazetteer:
        """Read the lists that Fanal ships; about 0.3 s."""
        yaml = YAML(typ="safe")
        regions = yaml.load(directory / "regions.yml")
        words = yaml.load(directory / "words.yml")
        return cls(municipalities(directory), regions, words, words.pop("only_after"))

    def find(self, text: str) -> list[Place]:
        """All places in ``text``, longest match first come, in order of appearance.

        A name that is also an everyday word counts only after a preposition of place or alone; a
        misspelt name counts only in such a position too, so that ordinary words are left in peace.
        """
        doc = self._nlp.make_doc(fold(text))
        spans = spacy.util.filter_spans(self._matcher(doc, as_spans=True))
        found = [
            self._place(text, span.start_char, span.end_char, " ".join(span.text.split()))
            for span in spans
            if self._counts(doc, span.start, span.end, span.text)
        ]
        taken = {index for span in spans for index in range(span.start, span.end)}
        found.extend(self._misspelt(text, doc, taken))
        return sorted(found, key=lambda place: place.start)

    def region_of(self, municipality: str) -> str | None:
        """The region of a municipality by any of its names; None if unknown or ambiguous."""
        regions = {town.region for town in self._towns.get(self._key(municipality), [])}
        return regions.pop() if len(regions) == 1 else None

    def _counts(self, doc: Doc, start: int, end: int, key: str) -> bool:
        if key in self._codes:
            return self._stands_as_postal_code(doc, start, end)
        return key not in self._words["everyday"] or self._stands_as_place(doc, start, end)

    def _stands_as_place(self, doc: Doc, start: int, end: int) -> bool:
        before = _words(doc[:start])
        if only_after := self._only_after.get(doc[start:end].text):
            return len(_words(doc)) == end - start or not only_after.isdisjoint(before[-1:])
        if len(_words(doc)) <= max(2, end - start):
            return True
        return bool(before) and before[-1] in self._words["before_a_place"]

    def _stands_as_postal_code(self, doc: Doc, start: int, end: int) -> bool:
        """Four digits are a postal code alone, after such a word, or before a town.

        After a preposition ("in 9000") they count unless they could be a year ("in 2018").
        Otherwise they are a year or a sum.
        """
        before, after = _words(doc[:start]), _words(doc[end:])
        if not before and not after:
            return True
        if before and before[-1] in self._words["postal_code"]:
            return True
        if after and after[0] in self._towns:
            return True
        if len(before) > 1 and before[-2].isdecimal():  # "from 120 to 1150 hours"
            return False
        could_be_a_year = 1950 <= int(doc[start].text) <= 2035
        return not could_be_a_year and self._stands_as_place(doc, start, end) and bool(before)

    def _key(self, name: str) -> str:
        return " ".join(
            token.text for token in self._nlp.make_doc(fold(name)) if token.text.strip()
        )

    def _place(self, text: str, start: int, end: int, key: str) -> Place:
        written = text[start:end]
        if key in self._regions:
            region = self._regions[key]
            return Place(start, end, written, None, region, (region,))
        is_code = key in self._codes
        towns = self._codes[key] if is_code else self._towns[key]
        regions = tuple(dict.fromkeys(town.region for town in towns))
        return Place(
            start,
            end,
            written,
            municipality=towns[0].name if len(towns) == 1 else None,
            region=regions[0] if len(regions) == 1 else None,
            regions=regions,
            postal_code=key if is_code else None,
        )

    def _misspelt(self, text: str, doc: Doc, taken: set[int]) -> Iterator[Place]:
        for token in doc:
            if token.i in taken or not token.text.strip():
                continue
            if (key := self._bare(token.text)) is None:
                if len(token.text) < _FUZZY_MIN_LETTERS or not self._stands_as_place(
                    doc, token.i, token.i + 1
                ):
                    continue
                best = process.extractOne(
                    token.text, self._fuzzy_keys, scorer=fuzz.ratio, score_cutoff=_FUZZY_MIN_SCORE
                )
                if best is None:
                    continue
                key = str(best[0])
            yield self._place(text, token.idx, token.idx + len(token.text), key)

    def _bare(self, word: str) -> str | None:
        """The place in a word with an Arabic preposition or a Turkish case ending attached."""
        if word.startswith(_ARABIC_PREFIXES):
            rest = word[1:]
            if word[0] in self._only_after.get(rest, ()):
                return rest
        elif ending := _TURKISH_ENDINGS.search(word):
            rest = word[: ending.start()]
        else:
            return None
        if len(rest) < _BARE_MIN_LETTERS or rest in self._words["everyday"]:
            return None
        return rest if rest in self._regions or rest in self._towns else None


def _words(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens if token.text.strip()]
