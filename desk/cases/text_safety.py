"""Make a stranger's text harmless to look at."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

#: Control characters, except tab and line feed, and everything that overrides or embeds direction.
#: The joiners and the plain marks (U+200C–U+200F, U+061C) stay: Persian and mixed text need them.
_DISTURBING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb\ufeff]"
)
#: More marks upon one letter than any script uses climb over the neighbouring lines.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_PILED_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
REPLACEMENT = "\ufffd"
#: Digits with something between them: phone and register numbers, dates.
_NUMBER = re.compile(r"\+?\d[\d ./-]*[ ./-][\d ./-]*\d")
_DIGITS = 6


def neutral(text: str) -> str:
    """The text with every disturbing character shown as U+FFFD, and piles of marks cut at four.

    Escaping for HTML is the template's work and still needed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _PILED_MARKS.sub(r"\1", _DISTURBING.sub(REPLACEMENT, lines))


def with_numbers(text: str) -> SafeString:
    """The text as HTML, in which long numbers keep the order in which they were written.

    After Arabic letters, ``0478 12 34`` is shown as ``34 12 0478``.
    """

    def isolated(found: re.Match[str]) -> str:
        number = found[0]
        if sum(map(str.isdigit, number)) < _DIGITS:
            return number
        return f'<bdi dir="ltr">{number}</bdi>'

    # Escaped before; an entity holds no number of this kind.
    return mark_safe(_NUMBER.sub(isolated, conditional_escape(text)))  # noqa: S308
