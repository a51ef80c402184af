"""The documents that facts come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.problems import read_yaml

SOURCES_FILE = Path(__file__).with_name("sources.yml")


@dataclass(frozen=True, slots=True)
class Source:
    """One document; ``sections`` are the heading paths that facts may cite."""

    key: str
    title: str
    publisher: str
    published: str
    sections: frozenset[str]


def load_sources(file: Path = SOURCES_FILE) -> dict[str, Source]:
    """All documents by key."""
    return {
        raw["key"]: Source(
            key=raw["key"],
            title=raw["title"],
            publisher=raw["publisher"],
            published=str(raw["published"]),
            sections=frozenset(raw["sections"]),
        )
        for raw in read_yaml(file)
    }
