"""What the keys of an article are called in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from knowledge.article import MORE, SHORT_ANSWER, STEPS, WHERE_TO_GO


def part_name(key: str) -> str:
    """The heading of a part of an article."""
    parts = {
        SHORT_ANSWER: _("Short answer"),
        STEPS: _("Steps"),
        MORE: _("More to know"),
        WHERE_TO_GO: _("Where to go"),
    }
    return parts.get(key, key)


def translation_name(key: str) -> str:
    """How far a text has come."""
    names = {
        "source": _("original"),
        "draft": _("draft translation"),
        "reviewed": _("reviewed translation"),
        "stale": _("older than the original"),
    }
    return names.get(key, key)


def fact_status_name(key: str) -> str:
    """Whether a fact still holds."""
    names = {
        "current": _("holds"),
        "superseded": _("out of date"),
        "planned": _("planned, not confirmed"),
        "statistic": _("figure of that year"),
    }
    return names.get(key, key)


def complexity_name(key: str) -> str:
    """Whether a person is offered along with the answer."""
    names = {
        "self-service": _("the answer is enough for most people"),
        "counsellor-likely": _("a person is offered with the answer"),
    }
    return names.get(key, key)
