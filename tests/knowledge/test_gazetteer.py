from __future__ import annotations

import pytest

from knowledge.gazetteer import Gazetteer
from knowledge.places import fold, municipalities


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "municipality", "region"),
    [
        ("I live in Antwerp", "Antwerpen", "flanders"),
        ("ik woon in gent", "Gent", "flanders"),
        ("j'habite à Liège", "Liège", "wallonia"),
        ("Ich wohne in Eupen", "Eupen", "german-community"),
        ("أسكن في أنتويرب", "Antwerpen", "flanders"),
        ("من لييج", "Liège", "wallonia"),
        ("живу в Антверпене", "Antwerpen", "flanders"),
        ("Gent'te oturuyorum", "Gent", "flanders"),
        ("Sint-Jans-Molenbeek", "Molenbeek-Saint-Jean", "brussels"),
        ("je suis de la louviere", "La Louvière", "wallonia"),
        ("St-Gilles", "Saint-Gilles", "brussels"),
        ("I live in Antwerpn", "Antwerpen", "flanders"),
    ],
)
def test_a_municipality_sets_the_region(gazetteer, text, municipality, region):
    places = gazetteer.find(text)
    assert [(p.municipality, p.region) for p in places] == [(municipality, region)]


@pytest.mark.parametrize(
    "name", ["Brussels", "Bruxelles", "بروكسل", "Брюссель", "in Bruxeles", "ببروكسل"]
)
def test_brussels_is_the_region(gazetteer, name):
    (place,) = gazetteer.find(f"I live here: {name}")
    assert (place.region, place.municipality) == ("brussels", None)


@pytest.mark.parametrize(
    "text",
    [
        "ich will essen gehen heute",
        "wat zijn jullie namen eigenlijk",
        "een boom planten mag dat",
        "don't be silly please",
        "NT2 lessen",
        "wanneer beginnen de lessen Nederlands",
        "welk niveau moet ik halen",
        "hulp om mijn rijbewijs te halen",
        "mensen uit de landen buiten de EU",
        "no tienen lista de precios",
        "¿dónde la tienen?",
        "pour mieux les lier à Le Forem",
        "je me sens visé",
        "how do I manage alone",
        "جئت إلى زوجي",
        "وجيت جديد",
        "diz que lá as regras são outras",
    ],
)
def test_everyday_words_are_left_in_peace(gazetteer, text):
    assert gazetteer.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Boom",
        "ik woon in Boom",
        "ik kom uit Halle",
        "Tienen",
        "ik ben van Lier",
        "ik woon in Tienen",
        "woont in As",
    ],
)
def test_everyday_words_count_after_a_preposition_or_alone(gazetteer, text):
    assert [p.region for p in gazetteer.find(text)] == ["flanders"]


@pytest.mark.parametrize("text", ["أسكن في جيت", "ساكن بجيت", "جيت"])
def test_jette_is_found_where_it_can_only_be_the_town(gazetteer, text):
    assert [place.municipality for place in gazetteer.find(text)] == ["Jette"]


@pytest.mark.parametrize(
    "text", ["2060", "postcode 2018", "2000 Antwerpen", "ik woon in 9000", "code postal 4000"]
)
def test_postal_codes_are_found(gazetteer, text):
    assert gazetteer.find(text)[0].postal_code


@pytest.mark.parametrize(
    "text",
    [
        "in 2018 it was free",
        "I earn 1000 euro a month",
        "since 2022 here",
        "it takes 2000 hours",
        "من 120 إلى 1150 ساعة",
    ],
)
def test_years_and_sums_are_no_postal_codes(gazetteer, text):
    assert gazetteer.find(text) == []


def test_offsets_point_into_the_text(gazetteer):
    text = "Ça va? J’habite à Liège, près de Verviers."
    assert [text[p.start : p.end] for p in gazetteer.find(text)] == ["Liège", "Verviers"]


def test_every_municipality_is_found_by_each_official_name(gazetteer):
    missed = [
        (town.name, name)
        for town in municipalities()
        for name in town.names
        if name and not any(town.region in p.regions for p in gazetteer.find(name))
    ]
    # Who writes "Limburg" means the Flemish province, not the Walloon town Limbourg.
    assert missed == [("Limbourg", "Limburg")]


def test_region_of_knows_any_name(gazetteer):
    assert gazetteer.region_of("Anvers") == "flanders"
    assert gazetteer.region_of("Atlantis") is None


def test_fold_keeps_length():
    text = "Çä Ŝı–’أ İ ß ﬁ"
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("tek izinle gentte çalışıyorum", "Gent"),
        ("anversde iş bulabilir miyim", "Antwerpen"),
        ("hasseltteyim", "Hasselt"),
        ("Ойпен сертификат", "Eupen"),
        ("v Namure rabotayu", "Namur"),
    ],
)
def test_case_endings_of_other_languages_are_taken_off(gazetteer, text, municipality):
    assert [place.municipality for place in gazetteer.find(text)] == [municipality]


@pytest.mark.parametrize("text", ["Bu konuda nerede", "sondan", "Manda da bulunur", "اوپن سورس"])
def test_words_that_only_end_like_a_town_are_no_town(gazetteer, text):
    assert gazetteer.find(text) == []
