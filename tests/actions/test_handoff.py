from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import pytest

from actions import knowledge_port, waiting
from actions.answer import ActionAnswer
from actions.clients.desk import QueueStatus
from actions.clients.expectation import Expectation
from actions.danger import ActionDanger
from actions.handoff import (
    ActionDeclinePerson,
    ActionOfferPerson,
    ActionOpenCase,
    ActionWithdrawCase,
)
from actions.hours import OpeningHours

CASE = {"id": "c1", "summary": [{"label": "language", "value": "en"}], "urgent": False}


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch) -> dict[str, QueueStatus]:
    answers = {"queue": QueueStatus(reachable=True, position=None)}

    async def queue_status(_: object) -> QueueStatus:
        return answers["queue"]

    monkeypatch.setattr(waiting.desk, "queue_status", queue_status)
    monkeypatch.setattr(waiting.desk, "availability", queue_status)
    monkeypatch.setattr("actions.offers.domain_of", lambda _: "language-courses")
    return answers


def asked(text: str) -> dict[str, Any]:
    return {"event": "user", "text": text, "parse_data": {"intent": {"name": "ask_question"}}}


def answered(text: str) -> list[dict[str, Any]]:
    """A question and its answer."""
    custom = {"type": "answer", "article": "some-article"}
    return [asked(text), {"event": "bot", "text": "…", "data": {"custom": custom}}]


def test_the_offer_shows_what_would_be_shared(run) -> None:
    result = run(
        ActionOfferPerson(),
        "a person please",
        intent="ask_for_person",
        before=answered("Must my husband follow the course?"),
        language="en",
        municipality="Gent",
        region="flanders",
        topic="some-article",
    )
    assert result.said == ["utter_handoff_offer"]
    custom = result.fill[0]["custom"]
    assert (custom["type"], custom["state"], custom["case"]) == ("handoff", "offered", None)
    assert {row["label"]: row["value"] for row in custom["summary"]} == {
        "language": "en",
        "municipality": "Gent",
        "region": "flanders",
        "topic": "Title of some-article in en",
        "question": "Must my husband follow the course?",
        "conversation": {"say": "utter_summary_conversation"},
    }
    assert result.slots["handoff_state"] == "offered"
    assert result.slots["handoff_reason"] == "asked"


def test_asking_again_repeats_the_offer_with_its_reason(run) -> None:
    result = run(
        ActionOfferPerson(), "a person", handoff_state="offered", handoff_reason="no_answer"
    )
    assert result.said == ["utter_handoff_offer_no_answer"]


def test_yes_opens_a_case_and_keeps_what_was_agreed(run) -> None:
    result = run(
        ActionOpenCase(),
        "/affirm",
        handoff_state="offered",
        handoff_reason="not_helped",
        topic="some-article",
    )
    assert result.said == ["utter_handoff_waiting"]
    case = result.slots["handoff_case"]
    assert set(case) == {"id", "need", "topic", "reason", "urgent", "summary"}
    assert uuid.UUID(case["id"])
    assert (case["need"], case["topic"]) == ("language-courses", "some-article")
    assert (case["reason"], case["urgent"]) == ("not_helped", False)
    assert result.slots["handoff_state"] == "waiting"
    assert result.fill[0]["custom"]["case"] == case["id"]


@pytest.mark.parametrize(
    ("before", "topic"),
    [
        ([], "some-article"),
        (answered("What does it cost?"), "some-article"),
        ([*answered("What does it cost?"), asked("what does it  cost?")], "some-article"),
        ([*answered("What does it cost?"), asked("Where can I buy a bicycle?")], None),
        ([asked("Is it free?"), *answered("What does it cost?"), asked("Is it free?")], None),
        ([asked("Where can I buy a bicycle?"), *answered("")], "some-article"),
    ],
    ids=["no question", "answered", "again", "another", "an earlier one", "by a button"],
)
def test_a_case_has_the_last_article_only_if_nothing_else_was_asked_since(
    run, before: list[dict[str, Any]], topic: str | None
) -> None:
    result = run(
        ActionOpenCase(), "/affirm", before=before, handoff_state="offered", topic="some-article"
    )
    case = result.slots["handoff_case"]
    assert (case["topic"], case["need"]) == (topic, "language-courses" if topic else None)
    assert ("topic" in {row["label"] for row in case["summary"]}) is (topic is not None)


def test_the_offer_after_a_question_without_an_answer_shows_no_topic(run) -> None:
    result = run(
        ActionAnswer(),
        "Where can I buy a bicycle?",
        before=answered("What does it cost?"),
        topic="some-article",
        no_answer_count=1,
    )
    assert result.said == ["utter_handoff_offer_no_answer"]
    assert "topic" not in {row["label"] for row in result.fill[0]["custom"]["summary"]}


def test_a_desk_that_is_down_is_told_and_the_case_is_open_all_the_same(run, desk) -> None:
    desk["queue"] = QueueStatus(reachable=False, position=None)
    result = run(ActionOpenCase(), "/affirm", handoff_state="offered")
    assert result.said == ["utter_handoff_waiting_desk_down"]
    assert result.slots["handoff_state"] == "waiting"


def test_yes_is_answered_with_the_place_in_the_queue(run, desk, monkeypatch) -> None:
    """The desk does not know the case yet, so that nobody heard a place: it is asked beforehand."""
    seen: list[dict[str, str]] = []

    async def availability(asked_for: dict[str, str]) -> QueueStatus:
        seen.append(asked_for)
        hours = OpeningHours(((1, 1, ("10:00-12:00",)),))
        return QueueStatus(True, 4, Expectation(open=False, hours=hours))

    monkeypatch.setattr(waiting.desk, "availability", availability)
    result = run(
        ActionOpenCase(),
        "/affirm",
        handoff_state="offered",
        language="nl",
        region="flanders",
        municipality="Gent",
        handoff_struck={"municipality": "Gent"},
    )
    assert result.said == ["utter_handoff_waiting_position_hours"]
    assert result.fill[0]["values"] == {"position": "4", "hours": "dinsdag 10:00-12:00"}
    assert seen == [{"language": "nl", "region": "flanders", "urgent": "false"}]


def test_yes_to_an_urgent_offer_hears_that_counsellors_are_away(run, desk) -> None:
    desk["queue"] = QueueStatus(True, 1, AWAY)
    result = run(ActionOpenCase(), "/affirm", handoff_state="offered", handoff_reason="urgent")
    assert result.said == ["utter_handoff_closed", "utter_handoff_waiting_position"]


def test_no_sends_nothing(run) -> None:
    result = run(ActionDeclinePerson(), "/deny", handoff_state="offered")
    assert result.said == ["utter_handoff_declined"]
    assert result.slots["handoff_state"] is None
    assert "handoff_case" not in result.slots


def test_asking_while_waiting_tells_the_place_in_the_queue(run, desk) -> None:
    desk["queue"] = QueueStatus(reachable=True, position=3)
    result = run(ActionOfferPerson(), "how long", handoff_state="waiting", handoff_case=CASE)
    assert result.said == ["utter_handoff_waiting_position"]
    assert result.fill[0]["values"] == {"position": "3"}
    assert result.fill[0]["custom"]["position"] == 3
    assert result.slots == {}


def test_opening_hours_are_told_in_the_persons_language(
    run, desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANAL_DESK_HOURS", "mon-fri 09:00-17:00")
    result = run(
        ActionOfferPerson(), "x", handoff_state="waiting", handoff_case=CASE, language="nl"
    )
    assert result.said == ["utter_handoff_waiting_hours"]
    assert result.fill[0]["values"] == {"hours": "maandag – vrijdag 09:00-17:00"}


AWAY = Expectation(open=False, opens_at=datetime.fromisoformat("2026-05-04T09:00:00+02:00"))


def test_before_the_offer_a_person_hears_when_counsellors_are_back(run, desk) -> None:
    desk["queue"] = QueueStatus(True, 1, AWAY)
    result = run(ActionOfferPerson(), "a person", language="nl")
    assert result.said == ["utter_handoff_closed", "utter_handoff_offer"]
    assert result.fill[0]["values"] == {"when": "maandag 4 mei, 09:00"}


def test_a_team_that_is_away_for_long_says_no_day(run, desk) -> None:
    desk["queue"] = QueueStatus(True, 1, Expectation(open=False))
    assert run(ActionOfferPerson(), "x").said[0] == "utter_handoff_closed_no_day"


def test_the_usual_wait_is_told_when_it_is_known(run, desk) -> None:
    desk["queue"] = QueueStatus(True, 2, Expectation(wait_minutes=20))
    result = run(ActionOfferPerson(), "x", handoff_state="waiting", handoff_case=CASE)
    assert result.said == ["utter_handoff_usual_wait", "utter_handoff_waiting_position"]
    assert result.fill[0]["values"] == {"minutes": "20"}
    assert result.fill[1]["custom"]["wait_minutes"] == 20


def test_the_hours_of_the_team_win_over_the_setting(
    run, desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANAL_DESK_HOURS", "mon-fri 09:00-17:00")
    hours = OpeningHours(((1, 1, ("10:00-12:00",)),))
    desk["queue"] = QueueStatus(True, None, Expectation(hours=hours))
    result = run(
        ActionOfferPerson(), "x", handoff_state="waiting", handoff_case=CASE, language="nl"
    )
    assert result.fill[0]["values"] == {"hours": "dinsdag 10:00-12:00"}


def test_a_waiting_case_can_be_taken_back(run) -> None:
    result = run(ActionWithdrawCase(), "/x", handoff_state="waiting", handoff_case=CASE)
    assert result.said == ["utter_handoff_withdrawn"]
    assert result.slots == {"handoff_state": None, "handoff_case": None}


@pytest.mark.parametrize("state", [None, "offered"])
def test_without_a_waiting_case_there_is_nothing_to_take_back(run, state: str | None) -> None:
    result = run(ActionWithdrawCase(), "/withdraw_handoff", handoff_state=state)
    assert result.said == ["utter_handoff_nothing_to_withdraw"]
    assert result.slots.get("handoff_state") is None


def test_danger_gets_the_numbers_and_an_urgent_case_at_once(run) -> None:
    result = run(ActionDanger(), "I want to die", intent="report_danger", confidence=0.97)
    assert result.said == ["utter_emergency"]
    case = result.slots["handoff_case"]
    assert (case["urgent"], case["reason"]) == (True, "urgent")
    assert result.slots["handoff_state"] == "waiting"
    assert {"label": "question", "value": "I want to die"} in case["summary"]


def test_less_sure_danger_gets_the_numbers_and_is_asked_before_anything_is_sent(run) -> None:
    result = run(ActionDanger(), "my boss is bad", intent="report_danger", confidence=0.6)
    assert result.said == ["utter_emergency_offer"]
    assert result.slots["handoff_state"] == "offered"
    assert result.slots["handoff_reason"] == "urgent"
    assert result.slots["profile_asking"] is None


def test_yes_to_an_urgent_offer_opens_an_urgent_case(run) -> None:
    result = run(ActionOpenCase(), "/affirm", handoff_state="offered", handoff_reason="urgent")
    assert result.slots["handoff_case"]["urgent"] is True


def test_danger_while_an_ordinary_case_waits_makes_it_urgent(run) -> None:
    result = run(
        ActionDanger(), "he beats me", confidence=0.99, handoff_state="waiting", handoff_case=CASE
    )
    assert result.slots["handoff_case"]["id"] != "c1"
    assert result.slots["handoff_case"]["urgent"] is True


def test_danger_while_an_urgent_case_waits_repeats_the_numbers(run) -> None:
    case = {**CASE, "urgent": True}
    result = run(
        ActionDanger(), "he beats me", confidence=0.99, handoff_state="waiting", handoff_case=case
    )
    assert result.said == ["utter_emergency_again"]
    assert result.slots == {}


def test_the_need_is_the_domain_of_the_topic() -> None:
    assert knowledge_port.domain_of("no-such-article") is None
