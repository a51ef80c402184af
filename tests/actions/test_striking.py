from __future__ import annotations

import json
from typing import Any

import pytest

from actions import waiting
from actions.clients.desk import QueueStatus
from actions.handoff import ActionDeclinePerson, ActionOpenCase
from actions.striking import ActionStrike
from tests.actions.test_handoff import answered, asked

QUESTION = "Must my husband follow the course?"
OFFERED = {
    "handoff_state": "offered",
    "handoff_reason": "asked",
    "language": "en",
    "municipality": "Gent",
    "region": "flanders",
    "topic": "some-article",
    "before": answered(QUESTION),
}


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch) -> None:
    async def queue_status(_: object) -> QueueStatus:
        return QueueStatus(reachable=True, position=None)

    monkeypatch.setattr(waiting.desk, "queue_status", queue_status)
    monkeypatch.setattr("actions.offers.domain_of", lambda _: "language-courses")


def strike(run: Any, line: str | None = None, **slots: Any) -> Any:
    entities = {"line": line} if line else {}
    return run(ActionStrike(), "/strike", entities=entities, **(OFFERED | slots))


def labels(result: Any) -> list[str]:
    return [row["label"] for row in result.fill[0]["custom"]["summary"]]


def test_a_line_is_struck_out_and_the_same_question_asked_again(run) -> None:
    result = strike(run, "question")
    assert result.said == ["utter_handoff_offer"]
    assert "question" not in labels(result)
    assert {"municipality", "region", "topic", "conversation"} <= set(labels(result))
    assert result.slots == {"handoff_struck": {"question": QUESTION}}


def test_lines_are_struck_out_one_after_the_other(run) -> None:
    result = strike(run, "conversation", handoff_struck={"question": QUESTION})
    assert not {"question", "conversation"} & set(labels(result))
    assert result.slots == {"handoff_struck": {"question": QUESTION, "conversation": ""}}


def test_without_a_line_every_one_but_the_language_is_offered(run) -> None:
    result = strike(run)
    assert result.said == ["utter_strike_which"]
    payloads = [choice["payload"] for choice in result.fill[0]["choices"]]
    lines = [json.loads(payload.removeprefix("/strike"))["line"] for payload in payloads]
    assert lines == ["municipality", "region", "topic", "question", "conversation"]
    assert result.slots == {}


@pytest.mark.parametrize("line", ["language", "no-such-line"])
def test_the_language_and_what_is_not_there_cannot_be_struck_out(run, line: str) -> None:
    assert strike(run, line).said == ["utter_strike_which"]


def test_without_an_offer_there_is_nothing_to_strike_out(run) -> None:
    assert strike(run, "question", handoff_state="waiting").said == ["utter_strike_nothing"]


def test_the_case_holds_nothing_that_was_struck_out(run) -> None:
    struck = {"question": QUESTION, "topic": "some-article", "region": "flanders"}
    result = run(ActionOpenCase(), "/affirm", **OFFERED, handoff_struck=struck)
    case = result.slots["handoff_case"]
    assert [row["label"] for row in case["summary"]] == ["language", "municipality"]
    assert (case["topic"], case["need"], case["struck"]) == (None, None, list(struck))
    assert case["question"] == QUESTION
    assert result.slots["handoff_struck"] is None


def test_what_was_struck_out_stays_so_whatever_is_written_after(run) -> None:
    """A phone number written after the strike once took the place of the question to leave out."""
    later = OFFERED | {"before": [*OFFERED["before"], asked("0470 12 34 56")]}
    struck = {"question": QUESTION}
    result = run(ActionOpenCase(), "/affirm", **later, handoff_struck=struck)
    assert result.slots["handoff_case"]["question"] == QUESTION


def test_a_declined_offer_forgets_what_was_struck_out(run) -> None:
    result = run(ActionDeclinePerson(), "/deny", **OFFERED, handoff_struck={"question": "x"})
    assert result.slots["handoff_struck"] is None
