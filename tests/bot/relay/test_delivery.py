from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.relay.delivery import deliver
from bot.relay.desk import DeskDownError, RefusedError
from bot.relay.source import Source
from bot.relay.state import State
from tests.fakes.events import answered, case, opened, said, slot

WIRE = Path(__file__).parents[2] / "wire"


class Desk:
    """Remembers calls; raises what it is told to, once each."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, list[str]]] = []
        self.bodies: list[dict[str, Any]] = []
        self.errors: list[Exception] = []

    def open(self, case: dict[str, Any]) -> None:
        self._called("open", case["id"], case["messages"])
        self.bodies.append(case)

    def append(self, case_id: str, messages: list[dict[str, Any]]) -> None:
        self._called("append", case_id, messages)

    def answer_in(self, case_id: str, language: str) -> None:
        self._called("answer_in", case_id, [])
        self.bodies.append({"messages": [], "language": language})

    def withdraw(self, case_id: str) -> None:
        self._called("withdraw", case_id, [])

    def answer(self, case_id: str, answer: dict[str, Any]) -> None:
        self._called("answer", case_id, [])
        self.bodies.append(answer)

    def _called(self, name: str, case_id: str, messages: list[dict[str, Any]]) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.calls.append((name, case_id, [message["text"] for message in messages]))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def deliver_all(source: Source, state: State, desk: Desk) -> None:
    while rows := source.after(state.cursor):
        for row in rows:
            deliver(row, state, source, desk)


def test_a_case_is_opened_with_what_was_said_before(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", said("hello"), answered("hi"), *opened("c1"))
    deliver_all(source, state, desk)
    assert desk.calls == [("open", "c1", ["hello", "hi"])]


@pytest.mark.parametrize("name", ["case_answer_transfer", "case_answer_rating"])
def test_an_answer_to_the_desk_is_brought_as_the_wire_shows_it(
    tracker: Any, source: Source, state: State, desk: Desk, name: str
) -> None:
    sample = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    tracker.add("a", slot("handoff_answer", {"case": "c1", **sample}))
    deliver_all(source, state, desk)
    assert desk.calls == [("answer", "c1", [])]
    assert desk.bodies == [sample]


def test_an_answer_carried_over_into_a_new_session_is_not_brought_again(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    answer = slot("handoff_answer", {"case": "c1", "about": "rating", "helped": True})
    tracker.add("a", {"event": "session_started"}, answer)
    deliver_all(source, state, desk)
    assert desk.calls == []


def test_an_answer_that_the_desk_refuses_holds_up_nobody(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    desk.errors = [RefusedError(404, "unknown_case")]
    last = tracker.add("a", slot("handoff_answer", {"case": "c1", "about": "rating"}))
    deliver_all(source, state, desk)
    assert state.cursor == last
    assert len(state.dead_letters()) == 1


def test_without_a_case_nothing_leaves_the_conversation(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", said("hello"), answered("hi"), slot("handoff_state", "offered"))
    deliver_all(source, state, desk)
    assert desk.calls == []


def test_messages_of_both_sides_follow_in_order(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"), said("one"), answered("two"), said("three"))
    deliver_all(source, state, desk)
    assert desk.calls[1:] == [
        ("append", "c1", ["one"]),
        ("append", "c1", ["two"]),
        ("append", "c1", ["three"]),
    ]


def test_another_language_is_told_once_and_only_while_a_case_is_open(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", slot("language", "ar"), *opened("c1"), said("one"), slot("language", "ar"))
    tracker.add("a", said("bonjour"), slot("language", "fr"), slot("language", "fr"))
    deliver_all(source, state, desk)
    assert [call[0] for call in desk.calls] == ["open", "append", "append", "answer_in"]
    assert desk.bodies[-1] == json.loads((WIRE / "case_language.json").read_text("utf-8"))


def test_a_chosen_language_is_not_overruled_by_what_is_written(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"), slot("chosen_language", "fr"), slot("language", "nl"))
    deliver_all(source, state, desk)
    assert [body["language"] for body in desk.bodies[1:]] == ["fr"]


def test_a_language_that_the_desk_refuses_holds_up_nobody(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"))
    deliver_all(source, state, desk)
    desk.errors = [RefusedError(404, "unknown_case")]
    last = tracker.add("a", slot("chosen_language", "fr"))
    deliver_all(source, state, desk)
    assert (state.cursor, state.dead_letters()) == (last, [])


def test_what_counsellors_said_does_not_come_back_to_them(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"), answered("from the desk", type="counsellor"))
    deliver_all(source, state, desk)
    assert [call[0] for call in desk.calls] == ["open"]


def test_a_pressed_button_reaches_the_counsellor_as_its_title(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    offer = answered("Shall I?")
    offer["data"]["buttons"] = [{"title": "Yes, please", "payload": "/affirm"}]
    tracker.add("a", *opened("c1"), offer, said("/affirm"))
    deliver_all(source, state, desk)
    assert desk.calls[-1] == ("append", "c1", ["Yes, please"])


def test_a_payload_without_title_is_not_sent_as_an_older_message(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"), said("hello"), said("/start"))
    deliver_all(source, state, desk)
    assert [call[2] for call in desk.calls] == [[], ["hello"]]


def test_the_persons_own_change_of_mind_withdraws_the_case(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    gone = [slot("handoff_state", None), slot("handoff_case", None)]
    tracker.add("a", *opened("c1"), *gone, said("and now?"))
    deliver_all(source, state, desk)
    assert desk.calls == [("open", "c1", []), ("withdraw", "c1", [])]


def test_a_case_that_the_desk_closed_is_not_withdrawn(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    closed = slot("handoff_state", None, by="desk")
    tracker.add("a", *opened("c1"), slot("handoff_state", "active", by="desk"), closed, said("x"))
    deliver_all(source, state, desk)
    assert desk.calls == [("open", "c1", [])]


def test_a_more_urgent_case_replaces_the_one_that_waits(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"), *opened("c2", reason="urgent", urgent=True), said("help"))
    deliver_all(source, state, desk)
    assert [call[:2] for call in desk.calls] == [
        ("open", "c1"),
        ("withdraw", "c1"),
        ("open", "c2"),
        ("append", "c2"),
    ]
    assert desk.bodies[-1]["urgent"] is True


def test_slots_carried_over_into_a_new_session_change_nothing(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    """Rasa repeats all slot events when a session starts: old cases are not opened again."""
    start = [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}]
    repeated = [*opened("c1"), slot("handoff_state", None), *opened("c2")]
    listen = {"event": "action", "name": "action_listen"}
    tracker.add("a", *repeated, *start, *repeated, listen, said("still there?"))
    deliver_all(source, state, desk)
    assert [call[:2] for call in desk.calls] == [
        ("open", "c1"),
        ("withdraw", "c1"),
        ("open", "c2"),
        ("append", "c2"),
    ]


def test_an_event_whose_answer_was_lost_is_delivered_again(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"), said("one"))
    deliver_all(source, state, desk)
    tracker.add("a", said("two"))
    desk.errors = [DeskDownError("It is down.", "Wait.")]
    with pytest.raises(DeskDownError):
        deliver_all(source, state, desk)
    deliver_all(source, state, desk)
    assert [call[2] for call in desk.calls[1:]] == [["one"], ["two"]]


def test_a_refused_event_is_set_aside_and_the_next_ones_go_on(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", *opened("c1"))
    last = tracker.add("b", *opened("c2"))
    desk.errors = [RefusedError(422, "invalid")]
    deliver_all(source, state, desk)
    assert desk.calls == [("open", "c2", [])]
    assert state.dead_letters() == [(1, "a", "422 invalid")]
    assert state.cursor == last


def test_a_case_that_the_desk_has_lost_is_opened_again(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    tracker.add("a", said("first"), *opened("c1"))
    deliver_all(source, state, desk)
    tracker.add("a", said("second"))
    desk.errors = [RefusedError(404, "unknown_case")]
    deliver_all(source, state, desk)
    assert desk.calls[-1] == ("open", "c1", ["first", "second"])
    assert state.dead_letters() == []


def test_conversations_do_not_mix(tracker: Any, source: Source, state: State, desk: Desk) -> None:
    tracker.add("a", *opened("c1"))
    tracker.add("b", said("private"))
    tracker.add("a", said("mine"))
    deliver_all(source, state, desk)
    assert [call[2] for call in desk.calls] == [[], ["mine"]]


def test_the_case_holds_what_the_conversation_knows(
    tracker: Any, source: Source, state: State, desk: Desk
) -> None:
    known = [
        slot("language", "ar"),
        slot("chosen_language", "nl"),
        slot("region", "flanders"),
        slot("municipality", "Gent"),
    ]
    tracker.add("a", *known, said("hello"), case("c1", topic="some-article", reason="no_answer"))
    deliver_all(source, state, desk)
    [body] = desk.bodies
    assert {key: body[key] for key in ("channel", "language", "region", "municipality")} == {
        "channel": "socketio",
        "language": "nl",
        "region": "flanders",
        "municipality": "Gent",
    }
    assert (body["topic"], body["reason"], body["urgent"]) == ("some-article", "no_answer", False)
