"""The 565 municipalities, with every name that is known for them."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from knowledge.settings import ROOT

PLACES_DIR = ROOT / "data" / "places"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One row of ``municipalities.csv``."""

    refnis: str
    name: str
    names: tuple[str, ...]
    region: str
    province: str
    postal_codes: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case without accents, hyphens as spaces; one character for one, so offsets hold."""
    return "".join(_fold_character(character) for character in text)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "-‐‑–’'`´.,;:!?()/\"«»؟،":
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def municipalities(directory: Path = PLACES_DIR) -> tuple[Municipality, ...]:
    """The 565 municipalities with every name that is known for them."""
    other_names = YAML(typ="safe").load(directory / "other_names.yml")
    with (directory / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_municipality(row, other_names) for row in csv.DictReader(file))


def _municipality(row: dict[str, str], other_names: dict[str, list[str]]) -> Municipality:
    own = {"flanders": "name_nl", "brussels": "name_fr", "wallonia": "name_fr"}.get(
        row["region"], "name_de"
    )
    official = [row[key] for key in (own, "name_nl", "name_fr", "name_de") if row[key]]
    names = dict.fromkeys([*official, *other_names.get(row["refnis"], [])])
    return Municipality(
        refnis=row["refnis"],
        name=official[0],
        names=tuple(names),
        region=row["region"],
        province=row["province"],
        postal_codes=tuple(row["postal_codes"].split()),
    )
