"""Finds the language that somebody names, in whatever language they name it."""

from __future__ import annotations

import re

#: Beginnings of words, lower case. In Arabic script the name may stand behind a prefix ("بالعربي"),
#: so there they count anywhere in a word.
_STEMS: dict[str, tuple[str, ...]] = {
    "en": ("english", "engels", "anglais", "englis", "inglés", "ingles", "inglês", "ingiliz",
           "англ", "angliy", "engleza", "engleză", "ingiriisi", "ingilis", "inglizi",
           "إنجليز", "انجليز", "انكليز", "إنكليز", "انگلیس", "انګلیس", "እንግሊዝ"),
    "nl": ("nederlands", "dutch", "néerlandais", "neerlandais", "flamand", "vlaams", "flemish",
           "niederländ", "neerland", "neerlandés", "holand", "holandés", "felemenk", "hollanda",
           "flaman", "нідерланд", "нидерланд", "голланд", "голанд", "фламанд", "hollandi",
           "olandez", "هولند", "نيدرلند", "فلمنك", "فلامنك", "ሆላንድ", "ደች"),
    "fr": ("français", "francais", "french", "frans", "französ", "franzoes", "franz", "francés",
           "frances", "francês", "fransız", "fransiz", "француз", "francez", "faransiis",
           "faransawi", "فرنس", "فرانس", "ፈረንሳይ"),
    "de": ("deutsch", "german", "duits", "allemand", "alemán", "aleman", "alemão", "almanca",
           "alman", "німец", "немец", "germană", "jarmal", "ألمان", "المان", "آلمان", "ጀርመን"),
    "ar": ("arab", "árabe", "arapça", "arapca", "араб", "carabi", "عرب", "ዓረብ"),
    "tr": ("turk", "türk", "turc", "turco", "турец", "турк", "туре", "تركي", "ترک", "ቱርክ"),
    "uk": ("ukrain", "oekraïens", "oekraiens", "oekrain", "ucranian", "ucrainean", "україн",
           "украин", "ukrayna", "أوكران", "اوكران", "اوکراین", "ዩክሬን"),
    "ru": ("russ", "rusça", "rusca", "ruso", "рус", "рос", "russki", "روس", "ሩስያ"),
    "fa": ("persan", "perzisch", "persian", "persisch", "farsi", "فارس", "dari", "دری", "دري",
           "перс", "фарси", "дари", "farsça", "farsca"),
    "es": ("español", "espanol", "spanish", "spaans", "espagnol", "spanisch", "espanhol",
           "ispanyol", "іспан", "испан", "spaniol", "isbaanish", "إسبان", "اسبان",
           "اسپان"),
    "ps": ("pashto", "pasjtoe", "pachto", "pachtou", "paschtu", "pastu", "pushto", "пашто",
           "пушту", "بشتو", "پشتو", "پښتو"),
    "so": ("somal", "soomaali", "сомал", "صومال", "سومال", "ሶማሊ"),
    "ti": ("tigrin", "tigrigna", "tigriny", "тигрин", "تغرين", "تيغرين", "تگرین", "ትግርኛ"),
    "pt": ("portug", "portekiz", "португал", "برتغال", "پرتغال", "boortaqiis"),
    "ro": ("roman", "română", "roemeens", "roumain", "rumän", "rumano", "romeno", "rumence",
           "румун", "румын", "رومان"),
}  # fmt: skip

_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")


def named_language(text: str) -> str | None:
    """The one language that a text names.

    Args:
        text: A message, any language.

    Returns:
        Its code; None when no language is named, or several are.
    """
    # Turkish "İ" would fall apart into two characters in lower case.
    words = re.findall(r"[^\W\d_]+", text.replace("İ", "i").lower())
    found = {
        code
        for code, stems in _STEMS.items()
        for stem in stems
        for word in words
        if (stem in word if _ARABIC_SCRIPT.search(stem) else word.startswith(stem))
    }
    return found.pop() if len(found) == 1 else None
