"""Whether to offer a translation."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from desk.translation.translate import is_on

register = template.Library()


@register.filter
def can_translate(language: str) -> bool:
    """Whether a text in this language can be put into that of the page."""
    return is_on() and language != (get_language() or "en")
