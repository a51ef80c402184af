from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.payloads import cleaned
from tests.fakes.knowledge import FakeKnowledge, answer, other

STORIES = [
    story
    for file in sorted(Path(__file__).parent.glob("*.yml"))
    for story in YAML(typ="safe").load(file)
]

pytestmark = [
    pytest.mark.integration,
    # Rasa says so when it reads slots.
    pytest.mark.filterwarnings("ignore:Slot auto-fill"),
]


def learn(known: FakeKnowledge, answers: dict[str, str]) -> None:
    for question, kind in answers.items():
        known.answers[question] = answer() if kind == "answer" else other(kind)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story["story"]))
def test_the_conversation_goes_as_told(
    story: dict[str, Any], talk: Callable[[str], Any], known: FakeKnowledge
) -> None:
    conversation = talk(story["story"])
    learn(known, story.get("knows") or {})
    known.articles |= {name: answer(name) for name in story.get("articles") or ()}
    for step in story["steps"]:
        if "desk" in step:
            conversation.set(**step["desk"])
            continue
        if "ages" in step:
            conversation.age()
            continue
        learn(known, step.get("learns") or {})
        text = "x" * 4001 if step["user"] == "LONG" else step["user"]
        messages = conversation.say(cleaned(text, {}))
        tracker = conversation.tracker()
        if "intent" in step:
            assert tracker.latest_message.intent["name"] == step["intent"]
        if "says" in step:
            assert last_responses(tracker) == step["says"], step
        if "asked" in step:
            assert known.asked[-1]["text"] == step["asked"]
        if "text" in step:
            assert step["text"] in messages[-1]["text"]
        payloads = {button["payload"] for message in messages for button in message["buttons"]}
        assert payloads >= set(step.get("buttons") or ()), step
        if "shares" in step:
            rows = tracker.get_slot("handoff_case")["summary"]
            shared = {row["label"]: row["value"] for row in rows}
            assert shared.items() >= step["shares"].items()
        if "topic" in step:
            assert tracker.get_slot("handoff_case")["topic"] == step["topic"]
        if "language" in step:
            assert {message["language"] for message in messages} == {step["language"]}, step
        for name, value in (step.get("slots") or {}).items():
            assert tracker.get_slot(name) == value, step


def last_responses(tracker: Any) -> list[str]:
    """Responses said since the person's last message."""
    said: list[str] = []
    for event in reversed(tracker.events):
        if event.type_name == "user":
            break
        if event.type_name == "bot":
            said.insert(0, event.metadata["utter_action"])
    return said


def test_an_action_server_that_is_down_leads_to_one_apology_each_time(
    talk: Callable[[str], Any],
) -> None:
    conversation = talk("down")
    conversation.say("Bonjour, j'ai une question sur les cours de français")
    conversation.actions.down = True
    for _ in range(3):
        [message] = conversation.say("Où puis-je apprendre le néerlandais ?")
        assert message["custom"]["notice"] == "technical_problem"
        assert message["language"] == "fr"
    conversation.actions.down = False
    [message] = conversation.say("merci beaucoup pour tout")
    assert message["custom"]["notice"] == "thanks"


def test_the_channels_hint_counts_until_the_person_writes(talk: Callable[[str], Any]) -> None:
    conversation = talk("hint")
    [welcome] = conversation.say(cleaned("/start", {"language": "ar", "region": "brussels"}))
    assert (welcome["language"], welcome["dir"]) == ("ar", "rtl")
    assert conversation.tracker().get_slot("region_hint") == "brussels"
    [message] = conversation.say("Merci beaucoup pour votre aide aujourd'hui")
    assert message["language"] == "fr"


def test_nothing_a_person_types_sets_the_state_of_a_case(talk: Callable[[str], Any]) -> None:
    conversation = talk("typed")
    conversation.say(cleaned('/affirm{"handoff_state": "active"}', {}))
    conversation.say(cleaned("handoff_state: active", {}))
    assert conversation.tracker().get_slot("handoff_state") is None
