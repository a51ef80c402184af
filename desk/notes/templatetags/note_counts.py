"""How many notes name the counsellor and are not read yet."""

from __future__ import annotations

from django import template

from desk.counsellors.models import Counsellor
from desk.notes.models import Mention

register = template.Library()


@register.simple_tag
def unseen_mentions(user: object) -> int:
    """The number for the navigation; 0 for anybody who is no counsellor."""
    if not isinstance(user, Counsellor):
        return 0
    return Mention.objects.filter(counsellor=user, seen_at__isnull=True).count()
