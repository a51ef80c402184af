"""What the desk says a case may expect (docs/wire.md, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known of the team that gets a case.

    Attributes:
        open: Whether somebody is there.
        opens_at: When somebody is there next, timezone-aware; None while open, or not known.
        wait_minutes: How long people usually wait; None when not known.
        hours: When the team is there; None for always, or not known.
    """

    open: bool = True
    opens_at: datetime | None = None
    wait_minutes: int | None = None
    hours: OpeningHours | None = None

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Expectation:
        """From an answer of the desk; what has another form is not known.

        A desk that says less, because it is older, promises nothing.
        """
        wait = body.get("wait_minutes")
        return cls(
            open=body.get("open") is not False,
            opens_at=_moment(body.get("opens_at")),
            wait_minutes=wait if isinstance(wait, int) and wait > 0 else None,
            hours=OpeningHours.of_week(body.get("hours")),
        )


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None
