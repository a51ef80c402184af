from __future__ import annotations

import pytest

from knowledge.lookups.ids import IDS_FILE, as_text, lookup_ids
from knowledge.named import NamedThings
from knowledge.offices import load_offices
from knowledge.settings import settings


@pytest.fixture(scope="module")
def things() -> NamedThings:
    return NamedThings.load()


def found(things: NamedThings, text: str) -> list[tuple[str, str]]:
    return [(named.kind, named.value) for named in things.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am a nurse from Syria", [("profession", "nurse"), ("country", "SY")]),
        (
            "je suis ingénieur, réfugié",
            [("profession", "engineer"), ("residence_status", "refugee")],
        ),
        ("أنا ممرضة من سوريا", [("profession", "nurse"), ("country", "SY")]),
        ("я инженер из Украины", [("profession", "engineer"), ("country", "UA")]),
        ("VDAB en actiris", [("organisation", "vdab"), ("organisation", "actiris")]),
        ("Nederlands A2", [("language", "nl"), ("cefr_level", "A2")]),
        ("А2", [("cefr_level", "A2")]),
        ("بالعربي من فضلك", [("language", "ar")]),
        ("ብትግርኛ በጃኹም", [("language", "ti")]),
        ("ik spreek Nederlnds", [("language", "nl")]),
        ("subsidiary protection", [("residence_status", "subsidiary-protection")]),
        ("Türkiye'den geldim", [("country", "TR")]),
        ("cpas", [("organisation", "ocmw-cpas")]),
        ("من أفغانستان", [("country", "AF")]),
        ("كورس هولندي", [("language", "nl")]),
        ("ሆላንድኛ", [("language", "nl")]),
    ],
)
def test_things_are_named_in_many_languages(things, text, expected) -> None:
    assert found(things, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "may I come in",
        "no",
        "is it in the service",
        "vai chover amanhã",
        "mein Chef ist nett",
        "j'ai ma carte",
        "waxaan leeyahay afar carruur",
        "того дня",
        "information about the programme",
        "a polar night",
        "la persona di prima",
        "o persoană vă rog",
        "кто это",
        "",
    ],
)
def test_everyday_words_are_left_in_peace(things, text) -> None:
    assert found(things, text) == []


def test_offsets_cut_out_what_was_written(things) -> None:
    text = "Ik kom uit Syrië!"
    [named] = things.find(text)
    assert text[named.start : named.end] == "Syrië"


def test_a_town_in_brackets_makes_no_office_of_the_town(things) -> None:
    assert found(things, "I live in Ghent") == []


def test_the_ids_are_up_to_date_with_the_offices() -> None:
    offices = load_offices(settings().offices_dir).values()
    assert IDS_FILE.read_text("utf-8") == as_text(lookup_ids(offices)), "fanal knowledge lookups"
