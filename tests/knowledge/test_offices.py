from __future__ import annotations

import pytest

from knowledge.offices import OfficeFinder, load_offices
from knowledge.places import municipalities
from knowledge.problems import ProblemError
from knowledge.settings import ROOT

CRIS = ["cai", "ceraic", "cimb", "cribw", "cric", "crilux", "cripel", "crvi"]


@pytest.fixture(scope="module")
def finder() -> OfficeFinder:
    return OfficeFinder(load_offices(ROOT / "knowledge" / "offices"), municipalities())


def _ids(finding) -> list[str]:
    return [office.id for office in finding.offices]


@pytest.mark.parametrize(
    ("municipality", "office"),
    [
        ("Antwerpen", "atlas"),
        ("Anvers", "atlas"),
        ("Gent", "amal"),
        ("Gand", "amal"),
        ("Leuven", "agii"),
    ],
)
def test_flemish_cities_have_their_own_agency(finder, municipality, office):
    found = finder.find(
        region="flanders", municipality=municipality, among=["agii", "atlas", "amal"]
    )
    assert _ids(found) == [office]
    assert found.certain


@pytest.mark.parametrize(
    ("municipality", "office"),
    [
        ("Namur", "cai"),
        ("Liège", "cripel"),
        ("Verviers", "crvi"),
        ("Charleroi", "cric"),
        ("Arlon", "crilux"),
    ],
)
def test_a_walloon_town_that_the_sources_name_has_its_centre(finder, municipality, office):
    found = finder.find(region="wallonia", municipality=municipality, among=CRIS)
    assert _ids(found) == [office]
    assert found.certain


def test_where_the_sources_do_not_decide_candidates_are_named(finder):
    found = finder.find(region="wallonia", municipality="Tournai", among=CRIS)
    assert not found.certain
    assert {"cimb", "ceraic", "cric"} <= set(_ids(found))
    assert not {"cai", "crilux", "cribw"} & set(_ids(found))


def test_brussels_asks_for_the_track(finder):
    bodies = ["bon", "bapa-via", "bapa-bxl", "bapa-convivial"]
    assert finder.find(region="brussels", among=bodies).ask == "track"
    assert _ids(finder.find(region="brussels", among=bodies, track="nl")) == ["bon"]


def test_no_region_asks_for_the_place(finder):
    found = finder.find(region=None, need="work")
    assert found.ask == "place"
    assert not found.certain


@pytest.mark.parametrize(
    ("region", "office"),
    [
        ("flanders", "vdab"),
        ("brussels", "actiris"),
        ("wallonia", "forem"),
        ("german-community", "adg"),
    ],
)
def test_each_region_has_its_employment_service(finder, region, office):
    assert office in _ids(finder.find(region=region, need="work"))


def test_an_office_of_another_region_is_never_found(finder):
    for region in ("flanders", "brussels", "wallonia", "german-community"):
        for office in finder.find(region=region).offices:
            assert not office.area.regions or region in office.area.regions


def test_a_malformed_office_is_named(tmp_path):
    (tmp_path / "x.yml").write_text("id: x\nnames: {}\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"x\.yml"):
        load_offices(tmp_path)
