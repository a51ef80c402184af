"""The start parameter of a link: ``ar``, ``flanders`` or ``ar_flanders``."""

from __future__ import annotations

import re

from bot.payloads import REGIONS
from knowledge.languages import LANGUAGES

#: What WhatsApp puts into the message field of a person who followed a link.
_WRITTEN = re.compile(r"(?:/?start|fanal)\s*[\s:(]\s*([a-z_-]{2,64})\s*\)?", re.IGNORECASE)


def hints_of(parameter: str) -> dict[str, str]:
    """Language and region that a start parameter names; what is neither is left out."""
    found = {}
    for token in parameter.strip().lower().split("_"):
        if token in LANGUAGES:
            found["language"] = token
        elif token in REGIONS:
            found["region"] = token
    return found


def written_start(text: str) -> dict[str, str] | None:
    """Hints of a start message such as ``Start (ar_flanders)``; ``None`` for any other text."""
    match = _WRITTEN.fullmatch(text.strip())
    found = hints_of(match[1]) if match else {}
    return found or None
