from __future__ import annotations

from typing import Any

import pytest

from actions.feedback import ActionAffirm, ActionDeny
from actions.language import ActionChangeLanguage
from actions.smalltalk import ActionSmalltalk
from tests.fakes.knowledge import FakeKnowledge, answer, other

ANSWERED: list[dict[str, Any]] = [
    {"event": "bot", "text": "…", "data": {"custom": {"type": "answer", "region": None}}}
]


def test_yes_after_an_answer_is_gladly_heard(run) -> None:
    assert run(ActionAffirm(), "/affirm", before=ANSWERED).said == ["utter_helped"]


def test_yes_out_of_the_blue_goes_on(run) -> None:
    assert run(ActionAffirm(), "yes").said == ["utter_go_on"]


def test_no_after_an_answer_offers_a_person(run) -> None:
    result = run(ActionDeny(), "/deny", before=ANSWERED)
    assert result.said == ["utter_handoff_offer_not_helped"]
    assert result.slots["handoff_reason"] == "not_helped"


def test_no_out_of_the_blue_or_while_waiting_goes_on(run) -> None:
    assert run(ActionDeny(), "no").said == ["utter_go_on"]
    waiting = run(ActionDeny(), "no", before=ANSWERED, handoff_state="waiting")
    assert waiting.said == ["utter_go_on"]


@pytest.mark.parametrize("action", [ActionAffirm, ActionDeny])
def test_a_question_behind_yes_or_no_is_answered(run, known: FakeKnowledge, action: type) -> None:
    text = "yes and how much does it cost then"
    known.answers[text] = answer("cost")
    assert run(action(), text, before=ANSWERED).said == ["utter_answer"]


@pytest.mark.parametrize(
    ("intent", "response"),
    [("greet", "utter_greet"), ("thanks", "utter_thanks"), ("goodbye", "utter_goodbye")],
)
def test_small_talk_is_answered_in_kind(run, intent: str, response: str) -> None:
    assert run(ActionSmalltalk(), "hello", intent=intent).said == [response]


def test_a_greeting_with_a_question_answers_the_question(run, known: FakeKnowledge) -> None:
    known.answers["hello is the course free"] = other("clarify")
    result = run(ActionSmalltalk(), "hello is the course free", intent="greet")
    assert result.said == ["utter_clarify_region"]


def test_a_long_greeting_without_question_stays_a_greeting(run) -> None:
    result = run(ActionSmalltalk(), "hello to all of you", intent="greet")
    assert result.said == ["utter_greet"]


def change(run, text: str, **more: Any) -> Any:
    more = {"confidence": 0.99, "intent": "change_language", **more}
    return run(ActionChangeLanguage(), text, **more)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Nederlands aub", "nl"), ("بالعربي", "ar"), ("parle français", "fr"), ("türkçe", "tr")],
)
def test_a_named_language_is_chosen_and_confirmed_in_it(run, text: str, language: str) -> None:
    result = change(run, text)
    assert result.said == ["utter_language_changed"]
    assert result.fill[0]["language"] == language
    assert result.slots == {"chosen_language": language}


def test_a_pressed_language_is_chosen(run) -> None:
    result = change(run, "/change_language", entities={"chosen_language": "ti"})
    assert result.slots == {"chosen_language": "ti"}


def test_no_named_language_asks_with_a_button_for_each(run) -> None:
    result = change(run, "another language please")
    assert result.said == ["utter_language_ask"]
    assert len(result.fill[0]["choices"]) == 15
    assert result.slots == {}


def test_the_last_answer_is_told_again_in_the_new_language(run, known: FakeKnowledge) -> None:
    known.articles["dutch"] = answer("dutch", language="nl")
    result = change(run, "Nederlands", topic="dutch", before=ANSWERED, language="en")
    assert result.said == ["utter_language_changed", "utter_answer"]


def test_it_is_not_told_again_when_it_would_come_in_another_language(
    run, known: FakeKnowledge
) -> None:
    known.articles["dutch"] = answer("dutch", language="en")
    result = change(run, "Nederlands", topic="dutch", before=ANSWERED, language="en")
    assert result.said == ["utter_language_changed"]


def test_the_wish_to_learn_a_language_in_an_untrained_one_is_a_question(
    run, known: FakeKnowledge
) -> None:
    """Somali "I want to learn the Dutch language" was once taken for a wish to read Dutch."""
    text = "Waxaan rabaa inaan barto luqadda Dutch-ka"
    known.answers[text] = answer("dutch-courses", language="so")
    result = change(run, text, entities={"language": "so"}, language="so")
    assert result.said == ["utter_answer"]


def test_the_german_speaking_community_is_a_place(run) -> None:
    result = change(run, "Deutschsprachige Gemeinschaft", entities={"region": "german-community"})
    assert result.said == ["utter_place_noted"]
