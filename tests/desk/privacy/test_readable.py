from __future__ import annotations

import pytest
from django.utils.translation import override

from desk.privacy.copy import copy_of
from desk.privacy.readable import readable

pytestmark = pytest.mark.django_db

SLOTS = {
    "language": "fa",
    "contact": "0470 12 34 56",
    "handoff_case": {"id": "c1"},
    "profile": {
        "since": {"codes": ["under_1_year"], "text": None},
        "goal": {"codes": [], "text": "نانوا"},
        "work": {"codes": [], "text": None},
    },
}


def test_codes_are_told_by_their_names_in_the_language_of_the_page() -> None:
    """The page showed "language fa" and "bot", and nothing that the assistant remembers."""
    there = {"messages": [{"author": "bot", "text": "Dag", "language": "nl"}], "slots": SLOTS}
    with override("nl"):
        shown = readable({"cases": [], "questions": [], "assistant": there})["assistant"]
        assert list(shown["known"]) == [
            ("Taal", "Perzisch"),
            ("Telefoon of e-mail", "0470 12 34 56"),
            ("In België sinds", "minder dan een jaar"),
            ("Doel", "نانوا"),
        ]
        assert str(shown["messages"][0]["author"]) == "assistent"


def test_a_case_is_told_in_the_blocks_of_its_page(opened) -> None:
    case = opened(summary=({"label": "municipality", "value": "Gent"},), municipality="Gent")
    (shown,) = readable({**copy_of(case.sender), "assistant": None})["cases"]
    lines = [(line.label, line.value) for block in shown["blocks"] for line in block.lines]
    assert ("Municipality", "Gent") in lines
