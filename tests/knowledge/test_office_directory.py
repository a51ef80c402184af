from __future__ import annotations

import pytest

from knowledge.errors import QueryError
from knowledge.gazetteer import Gazetteer
from knowledge.offices import OfficeDirectory, OfficeFinder, load_offices
from knowledge.offices.office import NEEDS
from knowledge.places import municipalities
from knowledge.settings import ROOT

TOWNS = municipalities()
OFFICES = load_offices(ROOT / "knowledge" / "offices")
NEVER_EMPTY = {"integration", "work", "language-course"}


@pytest.fixture(scope="module")
def directory() -> OfficeDirectory:
    return OfficeDirectory(OfficeFinder(OFFICES, TOWNS), Gazetteer.load(), TOWNS)


def _ids(referral) -> list[str]:
    return [office.id for office in referral.finding.offices]


def _decided_by_files(office, town) -> bool:
    area = office.area
    if not (area.municipalities or area.provinces or area.areas):
        return town.name not in area.exceptions
    places = " ".join((*area.municipalities, *area.areas))
    return town.province in area.provinces or any(name in places for name in town.names)


@pytest.mark.parametrize("need", NEEDS)
def test_every_municipality_gets_offices_of_its_own_region(directory, need):
    assert len(TOWNS) == 565
    for town in TOWNS:
        referral = directory.find_for(town.name, need)
        finding = referral.finding
        assert referral.region == town.region
        # Few people who say "Brussels" mean the municipality of that name.
        assert referral.municipality == (None if town.name == "Bruxelles" else town.name)
        assert finding.offices or need not in NEVER_EMPTY, town.name
        for office in finding.offices:
            assert town.region in office.area.regions, (town.name, office.id)
            assert need in office.needs
        if finding.certain:
            assert all(_decided_by_files(office, town) for office in finding.offices), town.name
            tracks = {office.track for office in finding.offices} - {None}
            assert town.region != "brussels" or len(tracks) < 2


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.refnis)
def test_every_official_name_and_postal_code_leads_to_the_region(directory, town):
    for written in (*town.names[:3], *town.postal_codes):
        referral = directory.find_for(written, "work")
        # A name or code of two municipalities is asked about, never guessed.
        assert (
            referral.region == town.region
            or referral.finding.ask == "place"
            or written in {name for other in TOWNS if other is not town for name in other.names}
        ), written


@pytest.mark.parametrize(
    ("place", "need", "first"),
    [
        ("8500", "integration", "agii"),
        ("I live in Ghent", "integration", "amal"),
        ("Anvers", "integration", "atlas"),
        ("antwerpn", "integration", "atlas"),
        ("Sint Niklas", "work", "vdab"),
        ("2000 Antwerpen", "language-course", "atlas"),
        ("بروكسل", "work", "actiris"),
        ("Льеж", "integration", "cripel"),
        ("Mons", "integration", "cimb"),
        ("Lüttich", "integration", "cripel"),
        ("Eupen", "integration", "info-integration"),
        ("1030", "discrimination", "actiris-anti-discrimination"),
        ("Namur", "residence", "immigration-office"),
    ],
)
def test_a_place_in_any_spelling_leads_to_the_right_body(directory, place, need, first):
    finding = directory.find_for(place, need).finding
    assert finding.offices[0].id == first
    assert finding.certain


def test_brussels_asks_for_the_track_until_it_is_chosen(directory):
    assert directory.find_for("1000 Brussel", "integration").finding.ask == "track"
    dutch = directory.find_for("1080", "integration", track="nl")
    french = directory.find_for("1080", "integration", track="fr")
    assert dutch.finding.ask is None
    assert "bon" in _ids(dutch)
    assert "bapa-via" not in _ids(dutch)
    assert {"bapa-bxl", "bapa-convivial", "bapa-via"} <= set(_ids(french))
    assert "bon" not in _ids(french)


def test_where_the_sources_do_not_decide_only_the_candidates_of_the_province_are_named(directory):
    referral = directory.find_for("Tournai", "integration")
    assert not referral.finding.certain
    assert {"cimb", "ceraic", "cric"} <= set(_ids(referral))
    assert not {"cai", "crilux", "cribw", "cripel", "crvi"} & set(_ids(referral))


@pytest.mark.parametrize(
    "place", ["", "xyz", "Paris", "9999", "Antwerpen or Eupen", "Limburg", "hello there"]
)
def test_an_unknown_or_ambiguous_place_is_asked_for(directory, place):
    finding = directory.find_for(place, "integration").finding
    assert (finding.ask, finding.offices, finding.certain) == ("place", (), False)


def test_a_region_alone_leaves_the_city_agencies_open(directory):
    referral = directory.find_for("Vlaanderen", "integration")
    assert referral.municipality is None
    assert not referral.finding.certain
    assert {"agii", "atlas", "amal"} <= set(_ids(referral))


@pytest.mark.parametrize("wrong", [{"need": "money"}, {"need": "work", "track": "de"}])
def test_an_unknown_need_or_track_is_refused(directory, wrong):
    with pytest.raises(QueryError):
        directory.find_for("Gent", **wrong)
