"""From text to the words that a lexical index counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import Stemmer

#: Snowball has no stemmer for uk, fa, ps, so, ti: their words are counted as they stand.
_SNOWBALL = {
    "en": "english",
    "nl": "dutch",
    "fr": "french",
    "de": "german",
    "ar": "arabic",
    "tr": "turkish",
    "ru": "russian",
    "es": "spanish",
    "pt": "portuguese",
    "ro": "romanian",
}
_WORD = re.compile(r"\w+", re.UNICODE)
#: Letters that Arabic and Persian keyboards write differently for the same word.
_SAME_LETTERS = str.maketrans("أإآىيكةھۀ", "اااییکههه", "\u0640\u200c\u200d\u200e\u200f")


def words(text: str, language: str) -> list[str]:
    """Words of ``text``: folded, without marks, stemmed for ``language`` where a stemmer exists."""
    return stemmed(folded_words(text), language)


def folded_words(text: str) -> list[str]:
    """Words of ``text``: folded and without marks, as they stand."""
    return _WORD.findall(fold(text))


def stemmed(found: Sequence[str], language: str) -> list[str]:
    """Folded words, stemmed for ``language`` where a stemmer exists."""
    stemmer = _stemmer(language)
    stems = stemmer.stemWords(found) if stemmer else found
    return [stem for stem in stems if stem]  # a stemmer may leave nothing of an Arabic particle


def fold(text: str) -> str:
    """Lower case, compatibility forms and accents removed, one spelling for look-alike letters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.translate(_SAME_LETTERS)


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = _SNOWBALL.get(language)
    return Stemmer.Stemmer(name) if name else None
