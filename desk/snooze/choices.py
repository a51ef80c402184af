"""Until when a case may rest, in words."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

#: When a counsellor's day begins.
MORNING = time(9)


def choices() -> list[tuple[str, str]]:
    """Keys and names, the nearest first."""
    return [
        ("hour", _("in an hour")),
        ("tomorrow", _("tomorrow morning")),
        ("monday", _("next Monday")),
        ("week", _("in a week")),
    ]


def moment(choice: str, typed: str) -> datetime | None:
    """The moment that a choice means, or the one typed as ``2026-05-04T09:00`` in local time.

    Returns:
        Timezone-aware; ``None`` when neither says anything.
    """
    now = timezone.localtime()
    if choice == "hour":
        return now + timedelta(hours=1)
    days = {"tomorrow": 1, "monday": 7 - now.weekday(), "week": 7}.get(choice)
    if days is not None:
        return timezone.make_aware(datetime.combine(now.date() + timedelta(days=days), MORNING))
    try:
        at = parse_datetime(typed)
    except ValueError:
        return None
    return timezone.make_aware(at) if at is not None and timezone.is_naive(at) else at
