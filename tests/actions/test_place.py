from __future__ import annotations

from typing import Any

from actions.feedback import ActionDeny
from actions.place import ActionPlace
from tests.fakes.knowledge import FakeKnowledge, answer

GENT = {"municipality": "Gent", "region": "flanders"}


def told(question: str, region: str | None) -> list[dict[str, Any]]:
    """A question, and an answer to it for a region."""
    custom = {"type": "answer", "region": region}
    parsed = {"intent": {"name": "ask_question"}}
    return [
        {"event": "user", "text": question, "parse_data": parsed},
        {"event": "bot", "text": "…", "data": {"custom": custom}},
    ]


def test_a_place_is_remembered(run) -> None:
    result = run(ActionPlace(), "I live in Gent", intent="inform_place", entities=GENT)
    assert result.said == ["utter_place_noted"]
    assert result.slots == {"region": "flanders", "municipality": "Gent"}


def test_a_region_by_button_forgets_a_town_elsewhere(run) -> None:
    entities = {"region": "wallonia"}
    result = run(ActionPlace(), "/inform_place", entities=entities, municipality="Gent")
    assert result.slots == {"region": "wallonia", "municipality": None}


def test_the_waiting_question_is_answered_at_once(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer()
    result = run(ActionPlace(), "Gent", entities=GENT, pending_question="is it free?")
    assert result.said == ["utter_answer"]
    assert known.asked[0]["region"] == "flanders"
    assert result.slots["pending_question"] is None


def test_a_name_of_several_places_asks_which_and_goes_on_waiting(run) -> None:
    entities = {"place": ["flanders", "wallonia"]}
    result = run(ActionPlace(), "Sint-Niklaas", entities=entities, pending_question="is it free?")
    assert result.said == ["utter_place_unclear"]
    assert result.fill[0]["only"] == [
        '/inform_place{"region": "flanders"}',
        '/inform_place{"region": "wallonia"}',
        "/ask_for_person",
    ]
    assert result.slots == {}


def test_a_place_that_nobody_knows_asks_for_the_region(run) -> None:
    result = run(ActionPlace(), "I live in Atlantis", intent="inform_place")
    assert result.said == ["utter_place_unclear"]
    assert "only" not in result.fill[0]


def test_a_question_in_the_same_message_is_answered(run, known: FakeKnowledge) -> None:
    text = "I live in Gent, where can I learn Dutch?"
    known.answers[text] = answer()
    result = run(ActionPlace(), text, intent="inform_place", entities=GENT)
    assert result.said == ["utter_answer"]
    assert result.slots["municipality"] == "Gent"


def test_the_last_answer_is_told_again_for_the_place(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer(region="flanders")
    before = told("is it free?", None)
    assert run(ActionPlace(), "Gent", intent="inform_place", entities=GENT, before=before).said == [
        "utter_answer"
    ]


def test_an_answer_that_was_for_this_place_already_is_not_told_again(
    run, known: FakeKnowledge
) -> None:
    known.answers["is it free?"] = answer(region="flanders")
    known_place = {"before": told("is it free?", "flanders"), "municipality": "Gent"}
    result = run(ActionPlace(), "Gent", intent="inform_place", entities=GENT, **known_place)
    assert result.said == ["utter_place_noted"]


def test_another_town_of_the_same_region_has_other_offices(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer(region="flanders")
    known_place = {"before": told("is it free?", "flanders"), "municipality": "Antwerpen"}
    result = run(ActionPlace(), "no, Gent", intent="inform_place", entities=GENT, **known_place)
    assert result.said == ["utter_answer"]
    assert result.slots["municipality"] == "Gent"


def test_and_in_brussels_asks_about_it_and_moves_nobody(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer(region="brussels")
    known_place = {
        "before": told("is it free?", "flanders"),
        "region": "flanders",
        "answered_question": "is it free?",
    }
    brussels = {"region": "brussels"}
    result = run(
        ActionPlace(), "and in Brussels?", intent="inform_place", entities=brussels, **known_place
    )
    assert result.said == ["utter_answer"]
    assert "region" not in result.slots
    assert known.asked[-1]["region"] == "brussels"


def test_no_i_live_in_brussels_moves(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer(region="brussels")
    known_place = {
        "before": told("is it free?", "flanders"),
        "region": "flanders",
        "answered_question": "is it free?",
    }
    brussels = {"region": "brussels"}
    text = "no, I live in Brussels"
    result = run(ActionDeny(), text, intent="deny", entities=brussels, **known_place)
    assert result.said == ["utter_answer"]
    assert result.slots["region"] == "brussels"
