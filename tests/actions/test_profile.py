from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.profile import (
    ActionAnswerProfile,
    ActionChangeProfile,
    ActionDeleteProfile,
    ActionShowProfile,
    ActionTellProfile,
)
from actions.profile_names import named
from actions.profile_questions import BY_KEY, QUESTIONS
from actions.profile_reading import in_english, read
from actions.profile_text import ActionProfileText
from actions.profile_value import Profile, Told, chosen
from actions.summary import summary
from bot.settings import ROOT
from tests.fakes.knowledge import FakeKnowledge, answer

TODAY = date(2026, 11, 22)


def asked(item: str, state: str = "asking") -> list[dict[str, Any]]:
    custom = {"type": "profile", "state": state, "item": item}
    return [{"event": "bot", "text": "…", "data": {"custom": custom}}]


def told(**answers: str) -> dict[str, Any]:
    return {
        key: {"codes": value.split(), "text": "", "at": "2026-11-01", "open": False}
        for key, value in answers.items()
    }


def test_nothing_is_asked_before_consent(run) -> None:
    result = run(ActionTellProfile(), "x", intent="tell_profile")
    assert result.said == ["utter_profile_consent"]
    assert result.slots == {"profile_asking": None}


def test_what_was_told_is_not_asked_again(run) -> None:
    profile = told(since="under_1_year", languages="ar")
    result = run(ActionTellProfile(), "x", municipality="Gent", region="flanders", profile=profile)
    assert result.slots["profile_asking"] == "education"


def test_a_written_answer_is_kept_and_the_next_question_asked(run) -> None:
    result = run(
        ActionProfileText(),
        "Arabic very well, French A2",
        before=asked("languages"),
        profile_asking="languages",
        municipality="Gent",
        region="flanders",
        profile=told(since="under_1_year"),
    )
    assert result.said == ["utter_profile_noted_question"]
    assert result.slots["profile"]["languages"]["codes"] == ["ar", "fr:A2"]
    assert result.slots["profile"]["languages"]["text"] == "Arabic very well, French A2"
    assert result.slots["profile_asking"] == "education"


def test_a_question_is_answered_and_the_way_back_offered(run, known: FakeKnowledge) -> None:
    known.answers["is it free?"] = answer("cost")
    result = run(
        ActionProfileText(), "is it free?", before=asked("experience"), profile_asking="experience"
    )
    assert result.said == ["utter_answer"]
    assert result.slots["profile_asking"] is None
    assert result.fill[0]["choices"][0]["payload"] == "/tell_profile"


def test_a_story_about_work_is_no_question(run, known: FakeKnowledge) -> None:
    text = "I worked as a nurse for five years in a hospital"
    known.answers[text] = answer("regulated-professions", confidence=0.8)
    result = run(ActionProfileText(), text, before=asked("experience"), profile_asking="experience")
    assert result.slots["profile"]["experience"]["text"] == text


def test_a_question_of_an_earlier_session_no_longer_waits(run, known: FakeKnowledge) -> None:
    known.answers["Where can I learn Dutch?"] = answer()
    result = run(ActionProfileText(), "Where can I learn Dutch?", profile_asking="experience")
    assert result.said == ["utter_answer"]
    assert "profile" not in result.slots


@pytest.mark.parametrize(
    ("item", "intent", "codes"),
    [("recognised", "deny", ["no"]), ("recognised", "affirm", ["yes"]), ("done", "deny", ["none"])],
)
def test_yes_and_no_are_answers_where_they_are_options(
    run, item: str, intent: str, codes: list[str]
) -> None:
    result = run(ActionProfileText(), "no", intent=intent, before=asked(item), profile_asking=item)
    assert result.slots["profile"][item]["codes"] == codes


def test_several_options_are_chosen_one_after_the_other(run) -> None:
    def press(value: str, profile: object) -> Any:
        entities = {"item": "done", "value": value}
        return run(ActionAnswerProfile(), "/x", entities=entities, profile=profile).slots["profile"]

    first = press("commune", None)
    assert first["done"]["open"] is True
    both = press("language_course", first)
    finished = press("none", both)
    assert finished["done"]["codes"] == ["commune", "language_course"]
    assert finished["done"]["open"] is False


def test_changing_one_thing_asks_nothing_more(run) -> None:
    asks = run(ActionChangeProfile(), "/x", entities={"item": "since"}, profile=told(goal="job"))
    assert asks.fill[0]["custom"]["state"] == "changing"
    result = run(
        ActionAnswerProfile(),
        "/x",
        entities={"item": "since", "value": "over_3_years"},
        before=asked("since", "changing"),
        profile=told(goal="job"),
    )
    assert result.said == ["utter_profile_noted"]


def test_everything_known_is_shown_and_can_be_deleted(run) -> None:
    profile = told(goal="job")
    shown = run(ActionShowProfile(), "x", municipality="Gent", region="flanders", profile=profile)
    keys = [row["key"] for row in shown.fill[0]["custom"]["rows"]]
    assert keys == ["municipality", "region", "goal"]
    gone = run(ActionDeleteProfile(), "x", municipality="Gent", profile=profile)
    assert {gone.slots[s] for s in ("profile", "municipality", "region")} == {None}


def test_the_summary_has_the_four_blocks(run) -> None:
    from actions.turn import Turn
    from tests.actions.conftest import tracker

    profile = told(
        education="higher", languages="ar fr:A2", goal="profession", constraints="children"
    )
    rows = summary(Turn.of(tracker("x", profile=profile, municipality="Gent")))
    blocks = {row["label"]: row["block"] for row in rows if "block" in row}
    assert blocks == {
        "languages": "skills",
        "education": "qualifications",
        "goal": "career",
        "constraints": "needs",
    }
    assert {row["value"] for row in rows} >= {"Gent", "higher", "children"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("عربي ممتاز، فرنسي A2 وقليل من الإنجليزية", ("ar", "fr:A2", "en")),
        ("Kurdish and Turkish B1", ("ku:B1", "tr:B1")),
        ("Украинский свободно, английский немного", ("uk", "en")),
        ("Türkçe, biraz Hollandaca", ("tr", "nl")),
        ("ትግርኛ, እንግሊዝኛ", ("ti", "en")),
        ("nothing special", ()),
    ],
)
def test_languages_are_read_in_any_script(text: str, codes: tuple[str, ...]) -> None:
    assert read(BY_KEY["languages"], text, TODAY).codes == codes


@pytest.mark.parametrize(
    ("text", "country"),
    [("in Syria", "SY"), ("من أفغانستان", "AF"), ("в Сирии", "SY"), ("Turkiye", "TR")],
)
def test_countries_are_read_in_any_script(text: str, country: str) -> None:
    assert [code for _, code in named("territories", text)] == [country]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("15/09/2026", ("2026-09-15",)),
        ("١٥/٠٩/٢٠٢٦", ("2026-09-15",)),
        ("2026-09-15", ("2026-09-15",)),
        ("31.02.2026", ()),
        ("15/09/2036", ()),
        ("last week", ()),
    ],
)
def test_a_date_is_read_when_it_is_one(text: str, codes: tuple[str, ...]) -> None:
    answered = read(BY_KEY["registered"], text, TODAY)
    assert answered.codes == codes
    assert answered.text == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted(BY_KEY))


@given(JSON | st.dictionaries(KEYS, JSON))
def test_a_slot_of_nonsense_is_read_as_nothing(slot: object) -> None:
    profile = Profile.of(slot)
    assert Profile.of(profile.as_slot()) == profile


@given(st.dictionaries(KEYS, st.text(max_size=20)), st.sampled_from([None, "brussels", "flanders"]))
def test_the_questions_end(answers: dict[str, str], region: str | None) -> None:
    profile = Profile({key: Told(text=text, at="2026-11-22") for key, text in answers.items()})
    for _ in range(len(QUESTIONS)):
        question = profile.next_question(region, None)
        if question is None:
            break
        profile = profile.with_answer(question.key, Told(at="2026-11-22"))
    assert profile.next_question(region, None) is None


@given(st.lists(st.sampled_from(BY_KEY["done"].options)))
def test_pressing_in_any_order_keeps_only_what_was_pressed(pressed: list[str]) -> None:
    answered = None
    for code in pressed:
        answered = chosen(BY_KEY["done"], answered, code, TODAY)
        assert set(answered.codes) <= set(pressed)
        assert in_english("done", answered)


def test_every_question_option_and_label_has_its_words() -> None:
    from bot.texts.catalogues import sentences

    responses = {name for _, name in sentences()}
    for question in QUESTIONS:
        names = [f"utter_profile_ask_{question.key}", f"utter_profile_label_{question.key}"]
        names += [f"utter_profile_{question.key}_{option}" for option in question.options]
        assert set(names) <= responses


def test_a_button_fits_what_the_channel_lets_through(run) -> None:
    from bot.payloads import cleaned

    result = run(ActionTellProfile(), "x", municipality="G", profile=told(goal="job"))
    for button in result.fill[0]["choices"]:
        assert json.loads(button["payload"].removeprefix("/answer_profile"))
        assert cleaned(button["payload"], {}).startswith("/answer_profile")


def test_the_sources_of_this_room_name_no_other() -> None:
    for file in (ROOT / "actions").glob("profile*.py"):
        assert "import bot" not in file.read_text("utf-8")
