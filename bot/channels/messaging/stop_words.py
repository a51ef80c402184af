"""Words with which people say that they want no more messages."""

from __future__ import annotations

import unicodedata

#: The whole message has to be one of these. Words that may answer a question ("cancel", "no",
#: "enough") are not among them.
_WORDS = frozenset(
    {
        "/stop", "stop", "stopall", "stop all", "unsubscribe",  # every channel's own, and English
        "stoppen", "afmelden", "uitschrijven",  # nl
        "arrêt", "arrêter", "arret", "stopper", "désabonner", "se désabonner",  # fr
        "stopp", "abmelden", "abbestellen",  # de
        "توقف", "إيقاف", "ايقاف", "إلغاء الاشتراك", "الغاء الاشتراك",  # ar
        "durdur", "abonelikten çık",  # tr
        "стоп", "відписатися", "зупинити",  # uk
        "отписаться", "остановить",  # ru
        "توقف کن", "لغو اشتراک",  # fa
        "parar", "darse de baja",  # es
        "بند کړه", "ودروه",  # ps
        "jooji", "iska saar",  # so
        "ደው ኣብል", "ኣቋርጽ",  # ti
        "cancelar subscrição",  # pt
        "oprește", "opreste", "dezabonare",  # ro
    }
)  # fmt: skip


def is_stop(text: str) -> bool:
    """Whether somebody asks for no more messages."""
    plain = unicodedata.normalize("NFC", text).strip().strip(".!").strip().casefold()
    return " ".join(plain.split()) in _WORDS
