from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.shared.core.domain import Domain

from bot.nlg import CatalogueNLG
from bot.settings import ROOT
from bot.texts import catalogues, checks
from knowledge.languages import LANGUAGES

# Rasa says so whenever it reads slots.
pytestmark = pytest.mark.filterwarnings("ignore:Slot auto-fill")


@pytest.fixture(scope="module")
def nlg() -> CatalogueNLG:
    catalogues.compile_all(only_stale=True)
    return CatalogueNLG(domain=Domain.load(str(ROOT / "bot" / "domain")))


def said(
    nlg: CatalogueNLG, name: str, slots: dict[str, Any] | None = None, **fill: Any
) -> dict[str, Any]:
    response = nlg.generate_from_slots(name, slots or {}, "rest", fill=fill)
    assert response is not None
    return response


def test_the_explicit_choice_wins_over_what_is_written_and_hinted(nlg: CatalogueNLG) -> None:
    slots = {"chosen_language": "nl", "language": "ar", "language_hint": "fr"}
    assert said(nlg, "utter_thanks", slots)["text"].startswith("Graag gedaan")


def test_right_to_left_is_marked(nlg: CatalogueNLG) -> None:
    assert said(nlg, "utter_thanks", {"language": "ar"})["custom"] == {
        "type": "notice",
        "notice": "thanks",
        "language": "ar",
        "dir": "rtl",
    }


def test_buttons_are_translated_and_keep_their_payloads(nlg: CatalogueNLG) -> None:
    buttons = said(nlg, "utter_answer", {"language": "fr"}, values={"answer": "…"})["buttons"]
    assert buttons[0] == {"title": "Oui, cela m'a aidé", "payload": "/affirm"}


def test_what_is_filled_in_is_never_taken_for_a_template(nlg: CatalogueNLG) -> None:
    answer = "Costs {region} 0[x] {0} %s"
    assert said(nlg, "utter_answer", values={"answer": answer})["text"] == answer


def test_the_language_of_an_article_wins_for_its_message(nlg: CatalogueNLG) -> None:
    response = said(
        nlg,
        "utter_answer",
        {"language": "nl"},
        values={"answer": "…"},
        language="en",
        custom={"type": "answer", "language": "en", "dir": "ltr"},
    )
    assert response["language"] == "en"
    assert response["buttons"][0]["title"] == "Yes, that helped"
    assert response["custom"] == {"type": "answer", "language": "en", "dir": "ltr"}


def test_choices_come_before_the_responses_own_buttons(nlg: CatalogueNLG) -> None:
    choice = {"title": "A topic", "payload": '/ask_topic{"article": "a"}'}
    assert said(nlg, "utter_no_answer", choices=[choice])["buttons"][0] == choice


def test_only_some_buttons_can_be_kept(nlg: CatalogueNLG) -> None:
    only = ['/inform_place{"region": "brussels"}']
    titles = [b["title"] for b in said(nlg, "utter_clarify_region", only=only)["buttons"]]
    assert titles == ["Brussels"]


def test_what_an_action_passed_is_not_stored_beside_the_message(nlg: CatalogueNLG) -> None:
    fill = {"values": {"answer": "secret"}}
    nlg.generate_from_slots("utter_answer", {}, "rest", fill=fill)
    assert fill == {}


def test_an_unknown_response_says_nothing(nlg: CatalogueNLG) -> None:
    assert nlg.generate_from_slots("utter_unknown", {}, "rest") is None


def test_every_response_can_be_said_in_every_language(nlg: CatalogueNLG) -> None:
    sentences = [text for text, _ in catalogues.sentences()]
    values = dict.fromkeys(set().union(*map(checks.placeholders, sentences)), "…")
    for language in LANGUAGES:
        for name in nlg.responses:
            response = said(nlg, name, {"language": language}, values=values)
            assert "{" not in response["text"]
            assert response["language"] == language


def test_a_message_is_composed_of_other_responses_in_the_persons_language(
    nlg: CatalogueNLG,
) -> None:
    row = {"say": "utter_profile_row", "values": {"label": {"say": "utter_thanks"}, "value": "{x}"}}
    response = said(
        nlg,
        "utter_profile_show",
        {"language": "nl"},
        values={"rows": {"lines": [row, row]}},
        choices=[{"title": {"say": "utter_thanks"}, "payload": "/x"}],
    )
    thanks = said(nlg, "utter_thanks", {"language": "nl"})["text"]
    assert f"- {thanks}: {{x}}\n- {thanks}: {{x}}" in response["text"]
    assert response["buttons"][0] == {"title": thanks, "payload": "/x"}


def test_rasa_finds_it_through_a_tracker(nlg: CatalogueNLG) -> None:
    from rasa.shared.core.trackers import DialogueStateTracker

    tracker = DialogueStateTracker("x", [])
    response = asyncio.run(nlg.generate("utter_goodbye", tracker, "rest"))
    assert response is not None
    assert response["language"] == "en"
