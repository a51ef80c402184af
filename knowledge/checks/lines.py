"""Where a text stands in its file."""

from __future__ import annotations

from pathlib import Path


def line_of_text(file: Path, start: str) -> int:
    """The line, from 1, where a text stands; 1 if it is not found as it is."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if start in line:
            return number
    return 1
