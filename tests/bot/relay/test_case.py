from __future__ import annotations

import json
from pathlib import Path

from bot.relay.case import case_body, case_messages
from tests.fakes.events import answered, case, said, slot

WIRE = Path(__file__).parents[2] / "wire"


def test_a_case_has_exactly_the_keys_of_the_wire() -> None:
    sample = json.loads((WIRE / "case.json").read_text("utf-8"))
    made = case_body("x", case("c1"), [said("hello"), answered("hi")])
    assert set(made) == set(sample)
    assert {frozenset(message) for message in made["messages"]} == {
        frozenset(message) for message in sample["messages"]
    }


def test_an_answer_brings_its_article_and_sources() -> None:
    source = {"key": "emn-2018", "title": "A study", "section": "1.1", "as_of": 2018}
    [message] = case_messages("x", [answered("text", article="some-article", sources=[source])])
    assert message["article"] == "some-article"
    assert message["sources"] == [{"key": "emn-2018", "section": "1.1", "as_of": 2018}]


def test_a_very_long_conversation_is_cut_at_its_beginning() -> None:
    events = [said(f"message {number}") for number in range(250)]
    messages = case_body("x", case("c1"), events)["messages"]
    assert len(messages) == 200
    assert messages[-1]["text"] == "message 249"


QUESTION = "My husband beats me at home"


def struck(*lines: str) -> dict:
    event = case("c1")
    event["value"] |= {"struck": list(lines), "question": QUESTION}
    places = [slot(name, "here") for name in ("region", "region_hint", "municipality", "language")]
    return case_body(
        "x", event, [*places, said(f"{QUESTION} every day"), answered("hi"), said("more")]
    )


def test_nothing_that_was_struck_out_reaches_the_desk() -> None:
    assert struck("region")["region"] is None
    assert struck("region")["municipality"] == "here"
    assert struck("municipality")["municipality"] is None
    assert QUESTION not in json.dumps(struck("question"))
    assert [message["text"] for message in struck("question")["messages"]] == ["hi", "more"]
    assert struck("conversation")["messages"] == []


def test_the_language_stays_because_nobody_could_answer_without_it() -> None:
    assert struck("language", "region")["language"] == "here"
