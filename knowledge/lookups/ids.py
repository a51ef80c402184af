"""What every name in the lookup tables means: the id that messages, profiles and offices share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError
from ruamel.yaml import YAML

from knowledge.languages import LANGUAGES
from knowledge.lookups import tables
from knowledge.offices import Office
from knowledge.places import fold, municipalities
from knowledge.settings import ROOT

IDS_FILE = ROOT / "data" / "lookups" / "ids.json"
_GROUPS_FILE = Path(__file__).with_name("groups.yml")
#: Dari is answered in Persian.
_SAME_LANGUAGE = {"fa_AF": "fa"}
_LEAST_LETTERS = 4

Ids = dict[str, dict[str, str]]


def lookup_ids(offices: Iterable[Office]) -> Ids:
    """Id by folded name, by entity. A name that means two things is left out, it means neither."""
    groups = YAML(typ="safe").load(_GROUPS_FILE)
    towns = {_folded(name) for town in municipalities() for name in town.names}
    countries = _unambiguous(_babel("territories"))
    return {
        # "AMAL (Ghent)" makes no office of Ghent, and "Dari (Afghanistan)" no language.
        "organisation": _without(_unambiguous(_organisations(offices)), towns),
        "language": _without(
            _unambiguous([*_babel("languages"), *_grouped(groups["language"])]), set(countries)
        ),
        "country": countries,
        "cefr_level": _unambiguous(tables.cefr_forms()),
        **{
            kind: _unambiguous(_grouped(groups[kind]))
            for kind in ("profession", "residence_status")
        },
    }


def write_ids(ids: Mapping[str, Mapping[str, str]], file: Path = IDS_FILE) -> bool:
    """Write the file if it differs; returns whether it did."""
    text = as_text(ids)
    if file.exists() and file.read_text("utf-8") == text:
        return False
    file.write_text(text, "utf-8")
    return True


def as_text(ids: Mapping[str, Mapping[str, str]]) -> str:
    """The content of the file, the same for the same ids."""
    return json.dumps(ids, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    meanings: dict[str, set[str]] = {}
    for name, meaning in pairs:
        meanings.setdefault(_folded(name), set()).add(meaning)
    return {name: ids.pop() for name, ids in meanings.items() if len(ids) == 1}


def _grouped(groups: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for meaning, names in groups.items():
        yield from ((name, meaning) for name in names)


def _without(names: dict[str, str], others: set[str]) -> dict[str, str]:
    return {name: meaning for name, meaning in names.items() if name not in others}


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _organisations(offices: Iterable[Office]) -> Iterator[tuple[str, str]]:
    for office in offices:
        for name in tables.organisation_names(office):
            yield name, office.id


def _babel(kind: str) -> Iterator[tuple[str, str]]:
    for code in LANGUAGES:
        try:
            locale = Locale.parse(code)
        except UnknownLocaleError:
            continue
        for key, name in tables.babel_names(locale, kind):
            # "Ga" and "Vai" are languages, and everyday words in others.
            if len(name) >= _LEAST_LETTERS or not name.isascii():
                yield name, _SAME_LANGUAGE.get(key, key)
