"""Errors of the ready-made replies."""

from __future__ import annotations

from pathlib import Path


class CannedError(Exception):
    """A file of a ready-made reply cannot be used.

    Args:
        file: The file.
        problem: One sentence.
    """

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{file}: {problem} Compare it with greeting.yml beside it.")
