"""A broken file shows when the desk starts, not when a counsellor needs it."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from desk.canned.errors import CannedError
from desk.canned.shelf import replies


@register()
def check_replies(**_: Any) -> list[CheckMessage]:
    """Read every file."""
    try:
        replies()
    except CannedError as error:
        return [Error(str(error), id="canned.E001")]
    return []
