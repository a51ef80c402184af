from __future__ import annotations

import pytest

from actions.answer import ActionAnswer, ActionAnswerTopic
from knowledge.answer import Topic
from tests.fakes.knowledge import FakeKnowledge, answer, other

QUESTION = "Where can I learn Dutch?"


def test_a_question_is_answered_and_remembered(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = answer("dutch-courses")
    result = run(ActionAnswer(), QUESTION, no_answer_count=1)
    assert result.said == ["utter_answer"]
    assert result.fill[0]["values"]["answer"] == "Text of dutch-courses."
    assert result.fill[0]["custom"]["type"] == "answer"
    assert result.slots["topic"] == "dutch-courses"
    assert result.slots["no_answer_count"] == 0


def test_what_is_known_about_the_person_goes_along(run, known: FakeKnowledge) -> None:
    run(
        ActionAnswer(),
        QUESTION,
        entities={"language": "en"},
        chosen_language="nl",
        language="en",
        region="flanders",
        municipality="Gent",
    )
    assert known.asked == [
        {
            "text": QUESTION,
            "language": "en",
            "region": "flanders",
            "municipality": "Gent",
            "reply_in": "nl",
        }
    ]


def test_a_hint_of_the_channel_stands_in_for_an_unknown_region(run, known: FakeKnowledge) -> None:
    run(ActionAnswer(), QUESTION, region_hint="brussels")
    run(ActionAnswer(), QUESTION, region="wallonia", region_hint="brussels")
    assert [asked["region"] for asked in known.asked] == ["brussels", "wallonia"]


def test_a_region_named_now_makes_an_older_municipality_void(run, known: FakeKnowledge) -> None:
    named = {"region": "wallonia"}
    run(ActionAnswer(), QUESTION, entities=named, region="wallonia", municipality="Gent")
    assert known.asked[0]["municipality"] is None


def test_a_question_that_depends_on_the_region_waits_for_it(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = other("clarify")
    result = run(ActionAnswer(), QUESTION)
    assert result.said == ["utter_clarify_region"]
    assert result.slots == {"pending_question": QUESTION}


def test_an_unclear_topic_is_asked_for_with_the_nearest_ones(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = other("clarify", about="topic")
    result = run(ActionAnswer(), QUESTION)
    assert result.said == ["utter_clarify_topic"]
    assert [button["payload"] for button in result.fill[0]["choices"]] == [
        '/ask_topic{"article": "near"}'
    ]
    assert result.slots == {"pending_question": QUESTION}


@pytest.mark.parametrize("text", ["Gent", "in Gent please", "I think it is in Gent"])
def test_a_town_after_where_do_you_live_answers_the_waiting_question(
    run, known: FakeKnowledge, text: str
) -> None:
    known.answers[QUESTION] = answer("dutch-courses")
    place = {"region": "flanders", "municipality": "Gent"}
    result = run(ActionAnswer(), text, entities=place, pending_question=QUESTION)
    assert result.said == ["utter_answer"]
    assert known.asked[-1]["text"] == QUESTION
    assert known.asked[-1]["municipality"] == "Gent"
    assert result.slots["pending_question"] is None


def test_a_no_answer_offers_the_nearest_topics(run) -> None:
    result = run(ActionAnswer(), "gibberish")
    assert result.said == ["utter_no_answer"]
    [button] = result.fill[0]["choices"]
    assert button == {"title": "Title of near", "payload": '/ask_topic{"article": "near"}'}
    assert result.slots["no_answer_count"] == 1


def test_the_second_no_answer_in_a_row_offers_a_person(run) -> None:
    result = run(ActionAnswer(), "gibberish", no_answer_count=1)
    assert result.said == ["utter_handoff_offer_no_answer"]
    assert result.slots["handoff_state"] == "offered"
    assert result.slots["handoff_reason"] == "no_answer"


def test_whoever_waits_for_a_person_is_not_offered_another(run) -> None:
    result = run(ActionAnswer(), "gibberish", no_answer_count=5, handoff_state="waiting")
    assert result.said == ["utter_no_answer"]
    assert "handoff_state" not in result.slots


def test_asking_on_takes_an_open_offer_back(run, known: FakeKnowledge) -> None:
    """Otherwise a later "yes, that helped" would send the conversation to a counsellor."""
    known.answers[QUESTION] = answer()
    result = run(ActionAnswer(), QUESTION, handoff_state="offered")
    assert result.slots["handoff_state"] is None


def test_an_article_in_another_language_says_so(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = answer(language="fa")
    result = run(ActionAnswer(), QUESTION, language="ps")
    assert result.said == ["utter_answer_other_language"]
    assert result.fill[0]["language"] == "fa"
    assert result.fill[0]["values"]["language_name"] == "فارسی"


def test_an_article_for_which_a_counsellor_is_likely_says_so(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = answer(counsellor_likely=True)
    assert run(ActionAnswer(), QUESTION).said == ["utter_answer_counsellor"]
    assert run(ActionAnswer(), QUESTION, handoff_state="waiting").said == ["utter_answer"]


def test_the_wish_for_a_person_found_by_the_search_is_offered(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = other("handoff")
    assert run(ActionAnswer(), QUESTION).slots["handoff_state"] == "offered"


def test_a_doubtful_answer_to_what_looks_off_topic_is_not_given(run, known: FakeKnowledge) -> None:
    known.answers["what is the weather"] = answer(confidence=0.6, topics=(Topic("b", "B"),))
    result = run(ActionAnswer(), "what is the weather", intent="out_of_scope")
    assert result.said == ["utter_no_answer"]
    assert [button["title"] for button in result.fill[0]["choices"]] == [
        "Title of some-article",
        "B",
    ]


def test_a_sure_answer_to_what_looks_off_topic_is_given(run, known: FakeKnowledge) -> None:
    known.answers[QUESTION] = answer(confidence=0.97)
    assert run(ActionAnswer(), QUESTION, intent="out_of_scope").said == ["utter_answer"]


def test_a_chosen_topic_is_told(run, known: FakeKnowledge) -> None:
    known.articles["naric"] = answer("naric")
    entities = {"article": "naric"}
    result = run(ActionAnswerTopic(), "/ask_topic", intent="ask_topic", entities=entities)
    assert result.said == ["utter_answer"]
    assert result.slots["topic"] == "naric"


def test_a_topic_that_no_longer_exists_leads_to_an_open_question(run) -> None:
    entities = {"article": "gone"}
    result = run(ActionAnswerTopic(), "/ask_topic", intent="ask_topic", entities=entities)
    assert result.said == ["utter_go_on"]
