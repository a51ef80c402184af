"""Everything the bot says by itself: gettext catalogues over the English of the domain."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from bot.settings import ROOT
from knowledge.languages import closest

DOMAIN = "bot"
LOCALE_DIR = ROOT / "bot" / "locale"


@lru_cache(maxsize=1)
def available(locale_dir: Path = LOCALE_DIR) -> tuple[str, ...]:
    """Languages with a compiled catalogue, English first (it needs none)."""
    compiled = sorted(path.parts[-3] for path in locale_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return ("en", *(code for code in compiled if code != "en"))


def readable(language: str) -> str:
    """The language of a catalogue that a reader of ``language`` reads best."""
    return closest(language, available()) or "en"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, str(LOCALE_DIR), languages=[language])


def translate(text: str, language: str) -> str:
    """A sentence of the domain in a language of ``available()``; English where it is missing."""
    return _catalogue(language).gettext(text) if text else text
