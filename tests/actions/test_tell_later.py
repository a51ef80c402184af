from __future__ import annotations

import pytest

from actions.answer import ActionAnswer
from actions.tell_later import ActionTellMeLater
from tests.fakes.knowledge import FakeKnowledge, answer, other

QUESTION = "Can I bring my dog?"


def press(run, **slots):
    return run(ActionTellMeLater(), "/tell_me_later", intent="tell_me_later", **slots)


def test_a_question_without_an_answer_is_remembered_in_the_persons_words(run) -> None:
    result = run(ActionAnswer(), QUESTION)
    assert result.slots["unanswered_question"] == QUESTION
    assert "only" not in result.fill[0]


def test_an_answer_leaves_the_older_question_as_it_is(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = answer()
    assert "unanswered_question" not in run(ActionAnswer(), QUESTION).slots


def test_a_town_that_leads_nowhere_is_not_the_question(run, known: FakeKnowledge) -> None:
    asked = {"intent": {"name": "ask_question"}}
    known.answers[QUESTION] = other("no_answer")
    result = run(
        ActionAnswer(),
        "Gent",
        intent="inform_place",
        entities={"region": "flanders", "municipality": "Gent"},
        before=[{"event": "user", "text": QUESTION, "parse_data": asked}],
        pending_question=QUESTION,
    )
    assert result.slots["unanswered_question"] == QUESTION


def test_pressing_promises_it_and_says_for_how_long_it_is_kept(run) -> None:
    result = press(run, unanswered_question=QUESTION)
    assert result.said == ["utter_tell_me_later"]
    assert result.fill[0]["values"] == {"days": 365}
    assert result.slots == {"tell_question": QUESTION}


def test_no_number_is_said_where_questions_are_kept_without_a_limit(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANAL_DESK_QUESTIONS_DAYS", "0")
    assert press(run, unanswered_question=QUESTION).said == ["utter_tell_me_later_undated"]


def test_pressing_instead_of_deciding_takes_an_open_offer_back(run) -> None:
    """Otherwise a later "yes" would send the conversation to a counsellor."""
    result = press(run, unanswered_question=QUESTION, handoff_state="offered")
    assert result.slots["handoff_state"] is None


def test_nothing_is_offered_or_promised_where_questions_do_not_reach_the_desk(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANAL_LEARN_FROM_QUESTIONS", "false")
    assert run(ActionAnswer(), QUESTION).fill[0]["only"] == ["/ask_for_person"]
    result = press(run, unanswered_question=QUESTION)
    assert (result.said, result.slots) == (["utter_unknown_button"], {})


def test_a_button_without_a_question_promises_nothing(run) -> None:
    result = press(run)
    assert (result.said, result.slots) == (["utter_unknown_button"], {})
