"""Names of languages and countries, as people write them in any language of Fanal."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from actions.language_names import named_language
from knowledge.languages import LANGUAGES
from knowledge.places import fold

#: Codes of CLDR that nobody grew up with.
_NO_LANGUAGES = frozenset({"ae", "cu", "ia", "ie", "io", "pi", "vo"})
#: Everyday forms that CLDR does not have.
_MORE = {
    "languages": {"farsi": "fa", "dari": "fa", "دری": "fa", "tigrigna": "ti", "flemish": "nl",
                  "vlaams": "nl", "flamand": "nl", "kurdisch": "ku", "lingala": "ln"},
    "territories": {"usa": "US", "uk": "GB", "england": "GB", "congo": "CD", "syrie": "SY",
                    "syria": "SY", "palestine": "PS", "turkey": "TR", "turkije": "TR"},
}  # fmt: skip
_LEAST_LETTERS = 3


def language_name(code: str, reader: str) -> str:
    """A language in the reader's language, else in English, else its code."""
    return _name("languages", code, reader)


def country_name(code: str, reader: str) -> str:
    """A country, likewise."""
    return _name("territories", code, reader)


@lru_cache(maxsize=2)
def codes_by_name(kind: str) -> dict[str, str]:
    """Codes by folded name.

    Args:
        kind: ``languages`` or ``territories``.
    """
    found: dict[str, str] = {}
    for reader in LANGUAGES:
        for code, name in getattr(_locale(reader), kind).items():
            if len(code) != 2 or not code.isalpha() or code in _NO_LANGUAGES:
                continue
            key = " ".join(fold(name.split("(")[0]).split())
            # Arabic names of languages carry the article, people leave it out.
            for form in {key, key.removeprefix("ال")}:
                if len(form) >= _LEAST_LETTERS:
                    found.setdefault(form, code)
    return found | _MORE[kind]


def named(kind: str, text: str) -> list[tuple[int, str]]:
    """Languages or countries that a text names: word position and code, in order.

    An ending may differ from the dictionary's form ("в Сирии"), so a word also counts when it
    begins like one name only.
    """
    names = codes_by_name(kind)
    words = fold(text).split()
    found: dict[str, int] = {}
    position = 0
    while position < len(words):
        for length in (3, 2, 1):
            key = " ".join(words[position : position + length])
            code = names.get(key) or (_inflected(kind, key) if length == 1 else None)
            if code:
                found.setdefault(code, position)
                position += length
                break
        else:
            position += 1
    return [(where, code) for code, where in found.items()]


_STEM_LETTERS = 4
_ENDING_LETTERS = 2


def _inflected(kind: str, word: str) -> str | None:
    if kind == "languages" and (code := named_language(word)):
        return code
    stem = word[: max(_STEM_LETTERS, len(word) - _ENDING_LETTERS)]
    if len(stem) < _STEM_LETTERS or len(word) <= _STEM_LETTERS:
        return None
    longest = len(word) + _ENDING_LETTERS
    codes = {
        code
        for name, code in codes_by_name(kind).items()
        if name.startswith(stem) and len(name) <= longest
    }
    return codes.pop() if len(codes) == 1 else None


def _name(kind: str, code: str, reader: str) -> str:
    for language in (reader, "en"):
        name = getattr(_locale(language), kind).get(code)
        if name:
            return str(name)
    return code


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
