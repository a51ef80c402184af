"""What a text sounds like: its consonants, in Latin letters, whatever script it is written in.

Newcomers write their languages in Latin letters ("madrak", "shahadti"), dictate, misspell, and
spell official names in their own script. Vowels and doubled letters are what differs
most between such spellings, so they go; "مدرک" and "madrak" both sound ``mdrk``. A word is only
compared by sound where meaning and words are weighed as well: many words share their consonants.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ruamel.yaml import YAML

from knowledge.settings import ROOT

LETTERS_FILE = ROOT / "data" / "languages" / "letters.yml"

_WORD = re.compile(r"[\w']+")
_VOWELS = re.compile("[aeiouy']")
_DOUBLED = re.compile(r"(.)\1+")
_SYLLABLE = re.compile(r"ETHIOPIC SYLLABLE (?:GLOTTAL |PHARYNGEAL )?([A-Z]+)$")


def sound(text: str) -> str:
    """Consonants of each word that has any, joined by spaces."""
    sounds = (_sound(word) for word in _WORD.findall(_unaccented(text)))
    return " ".join(word for word in sounds if word)


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    if word.isdecimal():
        return word
    letters, spellings = _tables()
    romanised = "".join(letters.get(letter) or _letter(letter, letters) for letter in word)
    for spelling, sounded in spellings:
        romanised = romanised.replace(spelling, sounded)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", romanised))


def _letter(letter: str, letters: dict[str, str]) -> str:
    """A letter without an entry: itself in Latin script, its consonant if it is a syllable."""
    if letter.isascii() or letter in letters:
        return letters.get(letter, letter)
    syllable = _SYLLABLE.match(unicodedata.name(letter, ""))
    return syllable[1].lower() if syllable else ""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Sound of each letter of other scripts; spellings of Latin script with theirs, in order."""
    tables = YAML(typ="safe").load(LETTERS_FILE)
    # Letters are looked up as :func:`_unaccented` leaves them.
    by_letter = {**tables["arabic"], **tables["cyrillic"]}
    return {_unaccented(key): value for key, value in by_letter.items()}, [*tables["latin"].items()]
