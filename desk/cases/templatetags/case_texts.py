"""Filters for texts of newcomers and names of languages."""

from __future__ import annotations

from django import template

from desk.cases import names, text_safety

register = template.Library()


@register.filter
def neutral(text: object) -> str:
    """See :func:`desk.cases.text_safety.neutral`."""
    return text_safety.neutral(str(text))


@register.filter
def language_name(code: str) -> str:
    """See :func:`desk.cases.names.language_name`."""
    return names.language_name(code)


@register.filter
def channel_name(code: str) -> str:
    """See :func:`desk.cases.names.channel_name`."""
    return names.channel_name(code)


@register.filter
def own_language_name(code: str) -> str:
    """See :func:`desk.cases.names.own_language_name`."""
    return names.own_language_name(code)
