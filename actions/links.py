"""Links to a printable page and a calendar file, which say nothing about the person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.settings import settings
from actions.turn import Turn
from knowledge.pathways import Waypoint
from knowledge.sealing import seal


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses; None where there is nothing to link to."""

    page: str | None
    calendar: str | None


def links_to(turn: Turn, steps: Sequence[Waypoint], region: str, municipality: str | None) -> Links:
    """Links to the steps just told; none while no key is set.

    What the page shows is sealed into the address: nothing is stored, and whoever sees the address
    reads nothing from it.
    """
    chosen = settings()
    if not chosen.link_key or not steps:
        return Links(None, None)
    shown = {
        "language": turn.reply_in,
        "region": region,
        "municipality": municipality,
        "made": date.today().isoformat(),
        "steps": {step.step: step.due.isoformat() if step.due else None for step in steps},
    }
    sealed = seal(json.dumps(shown, ensure_ascii=False, separators=(",", ":")), chosen.link_key)
    address = f"{chosen.public_url}/webhooks/pathway/{sealed}"
    dated = any(step.due for step in steps)
    return Links(address, f"{address}.ics" if dated else None)
