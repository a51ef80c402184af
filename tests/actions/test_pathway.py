from __future__ import annotations

import pytest

from actions.pathway import PENDING, ActionPathway
from actions.pathway_page import page
from actions.place import ActionPlace
from actions.settings import settings

REGISTERED = {
    "registered": {"codes": ["2026-09-15"], "text": "15/09/2026", "at": "2026-11-01", "open": False}
}


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FANAL_LINK_KEY", raising=False)


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANAL_LINK_KEY", "secret")
    monkeypatch.setenv("FANAL_PUBLIC_URL", "https://fanal.example/")
    settings.cache_clear()


def test_the_region_is_asked_first(run) -> None:
    result = run(ActionPathway(), "what now?")
    assert result.said == ["utter_clarify_region"]
    assert result.slots["pending_question"] == PENDING


def test_the_place_brings_the_steps_that_waited(run) -> None:
    entities = {"region": "flanders", "municipality": "Gent"}
    result = run(ActionPlace(), "Gent", entities=entities, pending_question=PENDING)
    assert result.said == ["utter_pathway_general"]
    assert result.slots["pending_question"] is None
    assert result.slots["municipality"] == "Gent"


def test_every_step_says_where_and_from_which_source(run) -> None:
    result = run(ActionPathway(), "what now?", region="wallonia")
    for step in result.fill[0]["values"]["steps"]["lines"]:
        said = [line["say"] for line in step["lines"] if isinstance(line, dict)]
        assert said[0] == "utter_pathway_where"
        assert said[-1] == "utter_pathway_source"


def test_without_a_key_there_are_no_links(run) -> None:
    custom = run(ActionPathway(), "what now?", region="wallonia").fill[0]["custom"]
    assert (custom["page"], custom["calendar"]) == (None, None)


def test_the_page_shows_what_was_told_and_the_address_says_nothing(run, key: None) -> None:
    result = run(ActionPathway(), "what now?", region="brussels", profile=REGISTERED, language="nl")
    custom = result.fill[0]["custom"]
    sealed = custom["page"].removeprefix("https://fanal.example/webhooks/pathway/")
    assert custom["calendar"] == f"{custom['page']}.ics"
    shown = page(sealed)
    assert shown is not None
    assert [s["title"] for s in shown["steps"]] == [s["title"] for s in custom["steps"]]
    assert [s["due"] for s in shown["steps"] if s["due"]] == ["2027-03-15"]
    assert shown["language"] == "nl"


@pytest.mark.parametrize("address", ["", "x", "gAAAAA", "../../etc/passwd"])
def test_an_address_that_was_never_given_shows_nothing(run, key: None, address: str) -> None:
    assert page(address) is None
