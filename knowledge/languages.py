"""The languages Fanal speaks, and which one a person is answered in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Unicode bidirectional marks are not used; a payload says ``rtl`` and the channel isolates it.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur", "he"})


@dataclass(frozen=True, slots=True)
class Language:
    """One language: ISO 639-1 code, its name in itself, and what its readers read next best."""

    code: str
    name: str
    fallbacks: tuple[str, ...]

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.code)


#: Ten that carry everything, then five that carry the interface and the most needed articles.
LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", ()),
        Language("nl", "Nederlands", ("en",)),
        Language("fr", "Français", ("en",)),
        Language("de", "Deutsch", ("en",)),
        Language("ar", "العربية", ("fr", "en")),
        Language("tr", "Türkçe", ("en",)),
        Language("uk", "Українська", ("ru", "en")),
        Language("ru", "Русский", ("uk", "en")),
        Language("fa", "فارسی", ("en",)),
        Language("es", "Español", ("pt", "en")),
        Language("ps", "پښتو", ("fa", "en")),
        Language("so", "Soomaali", ("ar", "en")),
        Language("ti", "ትግርኛ", ("en",)),
        Language("pt", "Português", ("es", "en")),
        Language("ro", "Română", ("fr", "en")),
    )
}

MAIN_LANGUAGES = tuple(LANGUAGES)[:10]


def direction(code: str) -> str:
    """Writing direction of a language code, ``rtl`` or ``ltr``."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def closest(wanted: str, available: Iterable[str]) -> str | None:
    """The available language a reader of ``wanted`` reads best; ``None`` if nothing is available.

    Order: the language itself, its fallbacks, English, then any in the order given.
    """
    stock = list(available)
    fallbacks = LANGUAGES[wanted].fallbacks if wanted in LANGUAGES else ()
    for code in (wanted, *fallbacks, "en"):
        if code in stock:
            return code
    return stock[0] if stock else None


def reply_language(
    *, chosen: str | None = None, detected: str | None = None, hint: str | None = None
) -> str:
    """The language to answer in: a choice wins, then what the person writes, then the channel."""
    return chosen or detected or hint or "en"
