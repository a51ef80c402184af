"""Lookup tables as the training-data files that the bot reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge.settings import ROOT

LOOKUPS_DIR = ROOT / "data" / "lookups"
_HEAD = "# Made by `fanal knowledge lookups`; do not edit.\n"


def write_lookups(tables: Mapping[str, Sequence[str]], directory: Path = LOOKUPS_DIR) -> list[Path]:
    """Write the files that are missing or differ; returns those."""
    directory.mkdir(parents=True, exist_ok=True)
    files = outdated_lookups(tables, directory)
    for file in files:
        file.write_text(_as_file(file.stem, tables[file.stem]), encoding="utf-8")
    return files


def outdated_lookups(
    tables: Mapping[str, Sequence[str]], directory: Path = LOOKUPS_DIR
) -> list[Path]:
    """Files that :func:`write_lookups` would write."""
    return [
        file
        for name in tables
        if not (file := directory / f"{name}.yml").exists()
        or file.read_text(encoding="utf-8") != _as_file(name, tables[name])
    ]


def _as_file(name: str, entries: Sequence[str]) -> str:
    lines = "".join(f"      - {entry}\n" for entry in entries)
    return f'{_HEAD}version: "3.1"\nnlu:\n  - lookup: {name}\n    examples: |\n{lines}'
