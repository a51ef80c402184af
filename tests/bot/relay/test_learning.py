from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.relay.delivery import deliver
from bot.relay.desk import Desk as HttpDesk
from bot.relay.source import Source
from bot.relay.state import State
from tests.fakes.desk import FakeDesk
from tests.fakes.events import answered, opened, said, slot

WIRE = Path(__file__).parents[2] / "wire"


class Desk:
    """Takes everything; dies once when told to."""

    def __init__(self) -> None:
        self.questions: list[dict[str, Any]] = []
        self.cases: list[dict[str, Any]] = []

    def open(self, case: dict[str, Any]) -> None:
        self.cases.append(case)

    def append(self, case_id: str, messages: list[dict[str, Any]]) -> None: ...

    def withdraw(self, case_id: str) -> None: ...

    def answer(self, case_id: str, answer: dict[str, Any]) -> None: ...

    def learn(self, question: dict[str, Any]) -> None:
        self.questions.append(question)

    def count(self, report: dict[str, Any]) -> None: ...


@pytest.fixture
def desk() -> Desk:
    return Desk()


def bring(source: Source, state: State, desk: Desk) -> None:
    for row in source.after(state.cursor):
        deliver(row, state, source, desk)


def counts(state: State) -> dict[str, int]:
    report = state.report() or {"counts": []}
    return {f"{c['kind']} {c['language']} {c['detail']}".strip(): c["n"] for c in report["counts"]}


def test_a_question_without_an_answer_is_brought_redacted(tracker, source, state, desk) -> None:
    tracker.add(
        "a",
        slot("language", "en"),
        slot("region", "flanders"),
        said("Can I bring my dog? My number is 0470 12 34 56."),
        answered("No idea.", type="no_answer", topics=[]),
    )
    bring(source, state, desk)
    sample = json.loads((WIRE / "question.json").read_text(encoding="utf-8"))
    (question,) = desk.questions
    assert question.keys() == sample.keys()
    for key in ("kind", "text", "language", "region", "topic", "tell"):
        assert question[key] == sample[key]


def test_what_did_not_help_is_the_question_that_was_answered(tracker, source, state, desk) -> None:
    tracker.add(
        "a",
        said("What does the course cost?"),
        slot("topic", "course-cost"),
        slot("answered_question", "What does the course cost?"),
        answered("Nothing.", type="answer", article="course-cost"),
        said("no"),
        slot("handoff_reason", "not_helped"),
    )
    bring(source, state, desk)
    (question,) = desk.questions
    assert (question["kind"], question["topic"]) == ("not_helped", "course-cost")
    assert question["text"] == "What does the course cost?"


def test_the_same_question_again_keeps_its_id(tracker, source, state, desk) -> None:
    for _ in range(2):
        tracker.add("a", said("Dogs?"), answered("No.", type="no_answer"))
    bring(source, state, desk)
    assert len({question["id"] for question in desk.questions}) == 1


def test_buttons_alone_ask_nothing(tracker, source, state, desk) -> None:
    tracker.add("a", said("/ask_help"), answered("No.", type="no_answer"))
    bring(source, state, desk)
    assert desk.questions == []


def test_who_wants_to_be_told_brings_the_same_question_once_more(
    tracker, source, state, desk
) -> None:
    tracker.add(
        "a",
        slot("language", "en"),
        said("Dogs? 0470 12 34 56"),
        answered("No.", type="no_answer"),
        said("thanks"),
        slot("tell_question", "Dogs? 0470 12 34 56"),
    )
    bring(source, state, desk)
    first, second = desk.questions
    assert (first["tell"], second["tell"]) == (False, True)
    same = ("id", "sender", "kind", "text", "language", "region", "topic")
    assert [first[key] for key in same] == [second[key] for key in same]


def test_a_wish_carried_over_to_the_next_session_is_not_brought_again(
    tracker, source, state, desk
) -> None:
    carried = slot("tell_question", "Dogs?")
    tracker.add("a", said("Dogs?"), SESSION, carried, LISTEN, said("hello"))
    bring(source, state, desk)
    assert desk.questions == []


SESSION = {"event": "session_started"}
LISTEN = {"event": "action", "name": "action_listen"}


def test_a_session_counts_once_from_the_first_answer_on(tracker, source, state, desk) -> None:
    tracker.add("a", SESSION, LISTEN, said("/start"), answered("Hello."))
    bring(source, state, desk)
    assert counts(state) == {}
    tracker.add(
        "a",
        said("سؤال"),
        answered("جواب", type="answer", article="x", region="flanders", language="ar"),
        said("again"),
        answered("No.", type="no_answer"),
        slot("handoff_reason", "no_answer"),
    )
    bring(source, state, desk)
    assert counts(state) == {
        "question": 2,
        "conversation ar": 1,
        "answer ar x": 1,
        "no_answer en": 1,
        "offer  no_answer": 1,
    }


def test_an_event_that_is_brought_again_counts_once(tracker, source, state, desk) -> None:
    tracker.add("a", SESSION, LISTEN, said("hello"), answered("Hi.", type="answer"))
    (*_, last) = source.after(0)

    class DownError(Exception):
        pass

    def down(*_: Any) -> Any:
        raise DownError

    bring_all = source.after(0)
    for row in bring_all[:-1]:
        deliver(row, state, source, desk)
    state.remember("a", "c1")
    desk.append = down  # type: ignore[method-assign]
    for _ in range(2):
        with pytest.raises(DownError):
            deliver(last, state, source, desk)
    del desk.append
    deliver(last, state, source, desk)
    assert counts(state) == {"question": 1, "conversation en": 1, "answer en": 1}


def test_a_report_stays_the_same_until_the_desk_has_it(tracker, source, state, desk) -> None:
    tracker.add("a", said("one"))
    bring(source, state, desk)
    first = state.report()
    tracker.add("a", said("two"))
    bring(source, state, desk)
    assert state.report() == first
    state.reported()
    second = state.report()
    assert second is not None
    assert second["id"] != first["id"]
    assert [count["n"] for count in second["counts"]] == [1]
    sample = json.loads((WIRE / "figures.json").read_text(encoding="utf-8"))
    assert second["counts"][0].keys() == sample["counts"][0].keys()


def test_a_case_carries_the_sentence_that_was_agreed_to(tracker, source, state, desk) -> None:
    tracker.add("a", answered("Shall I send it?", state="offered"), said("yes"), *opened("c1"))
    bring(source, state, desk)
    assert desk.cases[0]["consent"]["text"] == "Shall I send it?"


@pytest.mark.parametrize(("learns", "brought"), [(True, 1), (False, 0)])
def test_no_question_leaves_when_the_operator_does_not_want_it(learns: bool, brought: int) -> None:
    with FakeDesk() as fake:
        client = HttpDesk(fake.url, fake.token, learns=learns)
        client.learn({"id": "q"})
        client.close()
        assert len(fake.learnt) == brought
