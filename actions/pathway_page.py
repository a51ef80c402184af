"""What the printable page and the calendar file of a list of next steps hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from actions.knowledge_port import paths
from actions.pathway import day_in, details
from actions.settings import settings
from knowledge.languages import direction
from knowledge.sealing import unseal

#: An older list may be wrong; a new one is one message away.
LIFETIME_SECONDS = 90 * 24 * 3600


def page(sealed: str) -> dict[str, Any] | None:
    """The list that was sealed into an address.

    Returns:
        ``language``, ``dir``, ``made`` (as its readers write a day) and ``steps``, each with
        ``title``, ``text``, ``due`` (ISO, or None) and ``lines`` (response of the domain and its
        values); None when the address is wrong or too old.
    """
    text = unseal(sealed, settings().link_key, lifetime_seconds=LIFETIME_SECONDS)
    if text is None:
        return None
    shown = json.loads(text)
    language = shown["language"]
    steps = paths().again(
        shown["steps"],
        region=shown["region"],
        municipality=shown["municipality"],
        language=language,
    )
    return {
        "language": language,
        "dir": direction(language),
        "made": day_in(date.fromisoformat(shown["made"]), language),
        "steps": [
            {
                "step": step.step,
                "title": step.title,
                "text": step.text,
                "due": step.due.isoformat() if step.due else None,
                "lines": [{"say": name, "values": v} for name, v in details(step, language)],
            }
            for step in steps
        ],
    }
