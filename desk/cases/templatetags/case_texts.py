"""Filters for texts of newcomers and names of languages."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from desk.cases import names, text_safety
from desk.cases.undo import Undo, offered_undo

register = template.Library()


@register.simple_tag(takes_context=True)
def undo_offer(context: template.Context) -> Undo | None:
    """The step that can be taken back, if there is one."""
    request: HttpRequest | None = context.get("request")
    return offered_undo(request) if request is not None else None


@register.filter
def clock_time(moment: datetime) -> str:
    """See :func:`desk.cases.names.clock_time`."""
    return names.clock_time(moment)


@register.filter
def neutral(text: object) -> str:
    """See :func:`desk.cases.text_safety.neutral`."""
    return text_safety.neutral(str(text))


@register.filter
def with_numbers(text: str) -> SafeString:
    """See :func:`desk.cases.text_safety.with_numbers`."""
    return text_safety.with_numbers(text)


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
