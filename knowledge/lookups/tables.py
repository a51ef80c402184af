"""The tables: organisations, languages, countries, municipalities and a few more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from ruamel.yaml import YAML

from knowledge.languages import LANGUAGES
from knowledge.offices import Office
from knowledge.places import PLACES_DIR, Municipality, fold
from knowledge.problems import read_yaml

_WORDS_FILE = Path(__file__).with_name("words.yml")
#: Languages without a two-letter code that newcomers in Belgium speak.
_MORE_LANGUAGES = {"ckb", "fa_AF", "fil", "fuf", "kab", "rif", "rom", "rup", "sdh", "shi", "zgh"}
#: Codes of CLDR that are no country (unions, oceans, tests) or that nobody grew up with (Ido).
_LEFT_OUT = {
    "languages": {"ae", "cu", "ia", "ie", "io", "pi", "vo"},
    "territories": {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"},
}
#: Names that are everyday words or places: "bon" is what French speakers say all day.
_EVERYDAY_ORGANISATIONS = {"bon", "casablanca", "hobo", "orbit"}
_CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
#: Cyrillic letters that look like Latin ones: what a Ukrainian keyboard gives for A2.
_LOOK_ALIKE = str.maketrans("ABC", "АВС")
_LEAST_LETTERS = 3
#: "Myanmar (Burma)" is written either way.
_BRACKETED = re.compile(r"^(.*?)\s*[(（](.+)[)）]$")


def lookup_tables(
    offices: Iterable[Office], towns: Iterable[Municipality], *, places_dir: Path = PLACES_DIR
) -> dict[str, list[str]]:
    """Every table by the name of its entity: different entries, sorted, the same on every run."""
    everyday = read_yaml(places_dir / "words.yml")["everyday"]
    words = YAML(typ="safe").load(_WORDS_FILE)
    tables = {
        "organisation": _organisations(offices),
        "language": _babel_names("languages"),
        "country": _babel_names("territories"),
        "profession": (word for listed in words["profession"].values() for word in listed),
        "cefr_level": (form for form, _ in cefr_forms()),
        "residence_status": (w for listed in words["residence_status"].values() for w in listed),
        "municipality": _municipalities(towns, set(everyday)),
    }
    return {name: _sorted(entries) for name, entries in tables.items()}


def cefr_forms() -> Iterator[tuple[str, str]]:
    """Each way to write a level, with the level."""
    for level in _CEFR:
        yield level, level
        yield level.translate(_LOOK_ALIKE), level


def organisation_names(office: Office) -> Iterator[str]:
    """The names of an office by which it can be recognised."""
    if office.id == "municipality":
        return
    for name in (*office.names.values(), *office.short.split(" / ")):
        if name.casefold() not in _EVERYDAY_ORGANISATIONS:
            yield name
        if bracketed := _BRACKETED.match(name):
            parts = [part for part in bracketed.groups() if len(part) >= _LEAST_LETTERS]
            yield from (p for p in parts if p.casefold() not in _EVERYDAY_ORGANISATIONS)


def babel_names(locale: Locale, kind: str) -> Iterator[tuple[str, str]]:
    """Code and name of each language or territory in one language, as Babel's CLDR has them."""
    names: dict[str, str] = getattr(locale, kind)
    for key, name in sorted(names.items()):
        is_wanted = (len(key) == 2 and key.isalpha()) or key in _MORE_LANGUAGES
        if not is_wanted or key in _LEFT_OUT[kind]:
            continue
        yield key, name
        if bracketed := _BRACKETED.match(name):
            yield from ((key, part) for part in bracketed.groups())


def _organisations(offices: Iterable[Office]) -> Iterator[str]:
    for office in offices:
        yield from organisation_names(office)


def _babel_names(kind: str) -> Iterator[str]:
    for code in LANGUAGES:
        try:
            locale = Locale.parse(code)
        except UnknownLocaleError:
            continue
        yield from (name for _, name in babel_names(locale, kind))


def _municipalities(towns: Iterable[Municipality], everyday: set[str]) -> Iterator[str]:
    """Names that are not everyday words; the gazetteer looks at those within their sentence."""
    for town in towns:
        yield from (name for name in town.names if fold(name) not in everyday)


def _sorted(entries: Iterable[str]) -> list[str]:
    different: dict[str, str] = {}
    for entry in entries:
        tidy = " ".join(entry.split())
        if len(tidy) >= 2:
            different.setdefault(tidy.casefold(), tidy)
    return [different[key] for key in sorted(different)]
