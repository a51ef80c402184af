"""How a translated reply says what it is, in the language of whoever reads it."""

from __future__ import annotations

#: "Machine translation", in every language that newcomers are answered in.
MARKS = {
    "en": "Machine translation",
    "nl": "Automatische vertaling",
    "fr": "Traduction automatique",
    "de": "Maschinelle Übersetzung",
    "ar": "ترجمة آلية",
    "tr": "Makine çevirisi",
    "uk": "Машинний переклад",
    "ru": "Машинный перевод",
    "fa": "ترجمهٔ ماشینی",
    "es": "Traducción automática",
    "ps": "ماشیني ژباړه",
    "so": "Turjumaad mashiin",
    "ti": "ናይ ማሽን ትርጉም",
    "pt": "Tradução automática",
    "ro": "Traducere automată",
}


def with_original(translation: str, original: str, language: str) -> str:
    """The translation, marked, with the original below it.

    Args:
        translation: What the service gave.
        original: What the counsellor wrote.
        language: The newcomer's.
    """
    return f"{translation}{_mark(language)}{original}"


def original_of(text: str, language: str) -> str:
    """What the counsellor wrote: all of a text that holds no translation yet, else what is below.

    So a changed original can be translated anew.
    """
    return text.rpartition(_mark(language))[2]


def _mark(language: str) -> str:
    return f"\n\n({MARKS.get(language, MARKS['en'])})\n"
