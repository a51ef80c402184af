from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from knowledge.lookups import lookup_tables, outdated_lookups, write_lookups
from knowledge.lookups.files import LOOKUPS_DIR
from knowledge.offices import load_offices
from knowledge.places import municipalities
from knowledge.settings import ROOT


@pytest.fixture(scope="module")
def tables() -> dict[str, list[str]]:
    offices = load_offices(ROOT / "knowledge" / "offices").values()
    return lookup_tables(offices, municipalities())


def test_the_files_are_up_to_date(tables):
    old = [file.name for file in outdated_lookups(tables)]
    assert not old, f"{', '.join(old)} differ from their sources: run `fanal knowledge lookups`."


def test_the_files_stay_small():
    assert sum(file.stat().st_size for file in LOOKUPS_DIR.glob("*.yml")) < 1_000_000


@pytest.mark.parametrize(
    ("table", "entries"),
    [
        ("organisation", ["VDAB", "Le Forem", "CRIPEL", "ACV", "CSC", "Bruxelles Formation"]),
        ("language", ["Arabic", "العربية", "Turks", "українська", "Dari", "tigrinya"]),
        ("country", ["Syria", "Україна", "Afghanistan", "Türkei", "افغانستان", "Burma"]),
        ("profession", ["nurse", "leerkracht", "طبيب", "медсестра"]),
        ("cefr_level", ["A2", "А2", "B1"]),
        ("residence_status", ["temporary protection", "réfugié", "پناهنده"]),
        ("municipality", ["Gand", "Lüttich", "Антверпен", "Sint-Niklaas"]),
    ],
)
def test_every_table_holds_what_people_write(tables, table, entries):
    known = {entry.casefold() for entry in tables[table]}
    assert [entry for entry in entries if entry.casefold() not in known] == []


def test_everyday_words_are_not_municipalities(tables):
    assert not {"boom", "halle", "spa", "essen"} & {n.casefold() for n in tables["municipality"]}


def test_everyday_words_are_not_organisations(tables):
    assert not {"bon", "casablanca"} & {name.casefold() for name in tables["organisation"]}


def test_entries_are_different_sorted_and_on_one_line(tables):
    for entries in tables.values():
        keys = [entry.casefold() for entry in entries]
        assert keys == sorted(set(keys))
        assert all("\n" not in entry for entry in entries)


def test_only_what_differs_is_written_and_can_be_read(tables, tmp_path):
    assert {file.stem for file in write_lookups(tables, tmp_path)} == set(tables)
    assert write_lookups(tables, tmp_path) == []
    (tmp_path / "language.yml").write_text("spoilt", encoding="utf-8")
    assert [file.name for file in write_lookups(tables, tmp_path)] == ["language.yml"]
    read = YAML(typ="safe").load(tmp_path / "language.yml")["nlu"][0]
    assert read["lookup"] == "language"
    assert [line[2:] for line in read["examples"].splitlines()] == tables["language"]
