"""Names in Latin letters inside texts that are read from right to left."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_WORD = r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ\d'’&.+/–-]*[A-Za-zÀ-ɏ\d+])?"
#: Words with what joins them; brackets and stops around them belong to the text.
_LATIN = re.compile(f"({_WORD}(?: {_WORD})*)")


@register.filter
def isolated(text: str) -> SafeString:
    """The text with every run of Latin letters in an element of its own direction."""
    # With one group, every second piece is a match.
    pieces = enumerate(_LATIN.split(text))
    return format_html_join(
        "",
        "{}",
        ((format_html("<bdi>{}</bdi>", one) if place % 2 else one,) for place, one in pieces),
    )
