from __future__ import annotations

import json
from pathlib import Path

from actions.consent import ActionAnswerTransfer, ActionRateCounsellor

WIRE = Path(__file__).parents[1] / "wire"
CASE = {"id": "c1", "summary": []}


def sample(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    return found


def test_a_yes_to_another_organisation_goes_to_the_desk_as_the_wire_shows_it(run) -> None:
    answer = sample("case_answer_transfer")
    result = run(
        ActionAnswerTransfer(),
        "/answer_transfer",
        entities={"transfer": answer["transfer"], "agreed": "yes"},
        handoff_state="active",
        handoff_case=CASE,
    )
    assert result.said == ["utter_transfer_agreed"]
    assert result.slots == {"handoff_answer": {"case": "c1", **answer}}


def test_a_no_keeps_the_case(run) -> None:
    result = run(
        ActionAnswerTransfer(),
        "/answer_transfer",
        entities={"transfer": "t1", "agreed": "no"},
        handoff_case=CASE,
    )
    assert result.said == ["utter_transfer_refused"]
    assert result.slots["handoff_answer"]["agreed"] is False


def test_an_old_button_without_a_case_sends_nothing(run) -> None:
    pressed = {"transfer": "t1", "agreed": "yes"}
    result = run(ActionAnswerTransfer(), "/answer_transfer", entities=pressed)
    assert result.slots == {}


def test_typed_words_are_no_consent(run) -> None:
    result = run(
        ActionAnswerTransfer(),
        "transfer agreed yes",
        entities={"transfer": "t1", "agreed": "yes"},
        handoff_case=CASE,
    )
    assert result.slots == {}


def test_whether_it_helped_goes_to_the_desk(run) -> None:
    for pressed, helped, said in (
        ("yes", True, "utter_rating_yes"),
        ("no", False, "utter_rating_no"),
    ):
        result = run(
            ActionRateCounsellor(),
            "/rate_counsellor",
            entities={"case": "c1", "helped": pressed},
        )
        assert result.said == [said]
        expected = sample("case_answer_rating") | {"case": "c1", "helped": helped}
        assert result.slots == {"handoff_answer": expected}
