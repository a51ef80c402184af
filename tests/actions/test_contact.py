from __future__ import annotations

import pytest

from actions.contact import ActionKeepContact, ActionLeaveContact
from actions.contact_text import contact_in
from tests.actions.test_handoff import asked


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("0470 12 34 56", "0470 12 34 56"),
        ("my number is +32 470/12.34.56, thanks", "+32 470/12.34.56"),
        ("اتصل بي 0470123456", "0470123456"),
        ("write to fatima@example.org.", "fatima@example.org"),
        ("0470 12 34 56 or fatima@example.org", "0470 12 34 56, fatima@example.org"),
        ("fatima.19850412@example.org", "fatima.19850412@example.org"),
        ("12 34", None),
        ("how long does it take?", None),
        ("1234567890123456789012345", None),
        ("@example.org", None),
    ],
)
def test_a_number_or_an_address_is_found_in_what_is_written(text: str, contact: str | None) -> None:
    assert contact_in(text) == contact


def test_the_bot_asks_and_waits_for_it(run) -> None:
    result = run(ActionLeaveContact(), "/leave_contact")
    assert (result.said, result.slots) == (["utter_contact_ask"], {"contact_asked": True})


def test_it_stands_among_what_would_be_shared(run) -> None:
    result = run(ActionKeepContact(), "0470 12 34 56", handoff_state="offered", contact_asked=True)
    assert result.said == ["utter_contact_kept", "utter_handoff_offer"]
    rows = {row["label"]: row["value"] for row in result.fill[1]["custom"]["summary"]}
    assert rows["contact"] == "0470 12 34 56"
    assert result.slots == {"contact_asked": None, "contact": "0470 12 34 56"}


def test_a_number_that_was_asked_for_is_not_the_persons_question(run) -> None:
    before = [
        asked("Must my husband follow the course?"),
        {
            "event": "bot",
            "text": "…",
            "data": {},
            "metadata": {"utter_action": "utter_contact_ask"},
        },
    ]
    result = run(ActionKeepContact(), "0470 12 34 56", handoff_state="offered", before=before)
    rows = {row["label"]: row["value"] for row in result.fill[1]["custom"]["summary"]}
    assert rows["question"] == "Must my husband follow the course?"


def test_while_a_case_waits_it_is_thanked_for(run) -> None:
    result = run(ActionKeepContact(), "a@example.org", handoff_state="waiting", contact_asked=True)
    assert result.said == ["utter_contact_kept"]


def test_anything_else_is_taken_as_a_question(run) -> None:
    import asyncio

    from rasa_sdk.executor import CollectingDispatcher

    from tests.actions.conftest import tracker

    dispatcher = CollectingDispatcher()
    asked = tracker("how long does it take?", contact_asked=True)
    events = asyncio.run(ActionKeepContact().run(dispatcher, asked, {}))
    assert dispatcher.messages == []
    assert {"event": "followup", "timestamp": None, "name": "action_answer"} in events
