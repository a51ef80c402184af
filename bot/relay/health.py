"""A small file that says how the relay is doing."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Health:
    """How the relay is doing.

    Attributes:
        desk: ``up`` or ``down``.
        behind: Events that are stored but not dealt with yet.
        dead_letters: Events that the desk refuses.
    """

    desk: str
    behind: int
    dead_letters: int


def write(path: Path, health: Health) -> None:
    """Write the file, with the time; a reader sees the old one or the new one, never a part."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"at": now, **asdict(health)}) + "\n", "utf-8")
    os.replace(part, path)
