from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.messages import bot_message, flattened, history, utc

WIRE = Path(__file__).parents[1] / "wire"


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    return found


def stored(message: dict[str, Any]) -> dict[str, Any]:
    """The event that Rasa stores for a message of the wire."""
    return {
        "event": "bot",
        "timestamp": 1777887000.0,
        "text": message["text"],
        "data": {"buttons": message["buttons"], "custom": message["custom"]},
        "metadata": {"id": message["id"], "utter_action": "utter_answer"},
    }


@pytest.mark.parametrize(
    "name", ["message_answer", "message_clarify", "message_handoff", "message_counsellor"]
)
def test_a_stored_message_comes_out_as_the_wire_shows_it(name: str) -> None:
    expected = sample(name)
    made = bot_message("somebody", flattened(stored(expected)))
    assert {**made, "at": expected["at"]} == expected


def test_the_same_event_has_the_same_id_live_and_in_the_history() -> None:
    event = {**stored(sample("message_answer")), "metadata": {}}
    live = bot_message("somebody", flattened(event))
    [later] = history("somebody", [event])
    assert live["id"] == later["id"]


def test_two_messages_of_one_moment_have_different_ids() -> None:
    event = stored(sample("message_answer"))
    ids = {
        bot_message("somebody", {**flattened(event), "id": None, "text": text})["id"]
        for text in ("one", "two")
    }
    assert len(ids) == 2


def test_times_are_utc_with_milliseconds() -> None:
    assert utc(1777887000.5) == "2026-05-04T09:30:00.500Z"


def user(text: str, **more: Any) -> dict[str, Any]:
    return {"event": "user", "text": text, "timestamp": 1.0, "message_id": f"id {text}", **more}


def test_a_pressed_button_appears_with_its_title() -> None:
    said = history("x", [stored(sample("message_answer")), user("/ask_for_person")])
    assert [message["text"] for message in said][1] == "أريد أن أتكلم مع شخص"


def test_the_first_opening_and_the_language_picker_do_not_appear() -> None:
    events = [user("/start"), user('/change_language{"chosen_language": "nl"}'), user("  ")]
    assert list(history("x", events)) == []


def test_a_newcomers_message_carries_the_language_it_is_written_in() -> None:
    entities = [{"entity": "language", "value": "ar"}]
    [message] = history("x", [user("مرحبا", parse_data={"entities": entities})])
    assert (message["author"], message["language"], message["dir"]) == ("newcomer", "ar", "rtl")
    assert message["id"] == "id مرحبا"


def test_other_events_are_passed_over() -> None:
    events = [{"event": "action", "name": "action_listen"}, {"event": "slot", "name": "region"}]
    assert list(history("x", events)) == []
