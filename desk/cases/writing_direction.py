"""Which way a text runs, whatever language it is said to be in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from knowledge.languages import direction

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def text_direction(text: str) -> str | None:
    """``ltr`` or ``rtl`` by the majority of letters, ``rtl`` on a tie; ``None`` without any."""
    runs = [_STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in _STRONG]
    if not runs:
        return None
    return "rtl" if 2 * runs.count("rtl") >= len(runs) else "ltr"


def fitting_language(text: str, *, said: str, newcomer: str, own: Sequence[str] = ()) -> str:
    """The language a reply is in: the one said, unless its script runs the other way.

    A counsellor may forget to change the field between Arabic and Dutch; the newcomer would then
    read the reply with its punctuation on the wrong side.

    Args:
        text: The reply.
        said: Language code chosen in the form.
        newcomer: Language code of the newcomer.
        own: Language codes of the counsellor, the one written best first.
    """
    runs = text_direction(text)
    if runs is None or runs == direction(said):
        return said
    return next((code for code in (newcomer, *own) if direction(code) == runs), said)
