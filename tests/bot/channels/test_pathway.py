from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain

from bot.channels.pathway import as_calendar, as_html
from bot.nlg import CatalogueNLG
from bot.settings import ROOT
from bot.texts import catalogues

pytestmark = pytest.mark.filterwarnings("ignore:Slot auto-fill")


def shown(language: str, **step: Any) -> dict[str, Any]:
    given = {
        "step": "integration-programme",
        "title": "Brussels <b>",
        "text": "Register within six months.",
        "due": "2027-03-15",
        "lines": [{"say": "utter_pathway_where", "values": {"offices": "BAPA & BON"}}],
        **step,
    }
    direction = "rtl" if language == "ar" else "ltr"
    return {"language": language, "dir": direction, "made": "22/11/2026", "steps": [given]}


@pytest.fixture(scope="module")
def nlg() -> CatalogueNLG:
    catalogues.compile_all(only_stale=True)
    return CatalogueNLG(domain=Domain.load(str(ROOT / "bot" / "domain")))


def test_the_page_is_in_the_persons_language_and_direction(nlg: CatalogueNLG) -> None:
    page = as_html(shown("ar"), nlg)
    assert '<html lang="ar" dir="rtl">' in page
    assert nlg.text("utter_pathway_page_title", "ar") in page
    assert "My next steps" not in page


def test_nothing_on_the_page_is_taken_for_markup(nlg: CatalogueNLG) -> None:
    page = as_html(shown("en"), nlg)
    assert "Brussels &lt;b&gt;" in page
    assert "BAPA &amp; BON" in page
    assert "<script" not in page
    assert "style=" not in page


def test_only_steps_with_a_time_limit_are_in_the_calendar(nlg: CatalogueNLG) -> None:
    assert "DTSTART;VALUE=DATE:20270315" in as_calendar(shown("nl"), nlg, "x")
    assert "VEVENT" not in as_calendar(shown("nl", due=None), nlg, "x")
