"""Whatever people do, in whatever order: an answer, no loop, and always a way to a person."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.knowledge import FakeKnowledge, answer, other

pytestmark = [
    pytest.mark.integration,
    pytest.mark.filterwarnings("ignore:Slot auto-fill"),
]

QUESTION, REGIONAL = "Where can I learn Dutch?", "Is the course compulsory for me?"
WRITTEN = [
    QUESTION,
    REGIONAL,
    "how much?",
    "and in Brussels?",
    "no, I live in Gent",
    "what is the weather tomorrow",
    "xkjw qpwoe",
    "yes",
    "no",
    "help",
    "stop",
    "skip",
    "you are stupid",
    "",
    "😀",
    "I want to kill myself",
    "Nederlands aub",
    "what should I do now?",
]
PRESSED = [
    "/affirm",
    "/deny",
    "/ask_for_person",
    "/withdraw_handoff",
    "/tell_profile",
    "/skip",
    "/pause_profile",
    "/show_profile",
    "/change_profile",
    "/delete_profile",
    "/delete_data",
    "/ask_pathway",
    "/ask_help",
    "/tell_me_later",
    "/start",
    "/unknown_button",
    '/answer_profile{"item": "done", "value": "commune"}',
    '/answer_profile{"item": "since", "value": "over_3_years"}',
    '/change_profile{"item": "since"}',
    '/ask_theme{"theme": "work"}',
    '/ask_topic{"article": "gone"}',
    '/inform_place{"region": "wallonia"}',
]
BY_DESK: list[dict[str, Any]] = [
    {"handoff_state": "active", "handoff_case": {"id": "c", "summary": []}},
    {"handoff_state": None, "handoff_case": None},
]
#: Messages of one turn; a language change tells the last answer again.
MOST_MESSAGES = 3

ACT = st.sampled_from(WRITTEN) | st.sampled_from(PRESSED) | st.sampled_from(BY_DESK)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(ACT, min_size=4, max_size=7))
def test_every_turn_has_an_answer_and_every_end_leads_to_a_person(
    talk: Callable[[str], Any], known: FakeKnowledge, acts: list[str | dict[str, Any]]
) -> None:
    known.answers |= {QUESTION: answer(), REGIONAL: other("clarify")}
    conversation = talk(str(uuid.uuid4()))
    conversation.say("hello")
    for act in acts:
        if isinstance(act, dict):
            conversation.set(**act)
            continue
        active = conversation.tracker().get_slot("handoff_state") == "active"
        messages = conversation.say(act)
        assert bool(messages) is not active, act
        assert len(messages) <= MOST_MESSAGES
        assert all(message["text"].strip() for message in messages)
        assert "technical_problem" not in {m["custom"].get("notice") for m in messages}, act
    conversation.set(**BY_DESK[1])
    [*_, last] = conversation.say("/ask_for_person")
    assert last["custom"]["type"] == "handoff"


def turn(conversation: Any, text: str, message_id: str) -> Any:
    from rasa.core.channels.channel import UserMessage

    from bot.channels.intake import take_turn
    from bot.channels.output import CollectedMessages

    output = CollectedMessages()
    message = UserMessage(
        text, output, conversation.sender, input_channel="rest", message_id=message_id
    )
    return output, take_turn(conversation.agent, message)


async def all_at_once(conversation: Any, texts: list[str], ids: list[str]) -> list[int]:
    turns = [turn(conversation, text, name) for text, name in zip(texts, ids, strict=True)]
    await asyncio.gather(*(taken for _, taken in turns))
    return [len(output.messages) for output, _ in turns]


def test_two_messages_at_once_are_both_answered(
    talk: Callable[[str], Any], known: FakeKnowledge
) -> None:
    known.answers[QUESTION] = answer()
    conversation = talk("two at once")
    said = asyncio.run(all_at_once(conversation, [QUESTION, "I live in Gent"], ["m1", "m2"]))
    assert min(said) > 0
    slots = conversation.tracker()
    assert (slots.get_slot("topic"), slots.get_slot("municipality")) == ("some-article", "Gent")


def test_a_webhook_delivered_twice_counts_once(talk: Callable[[str], Any]) -> None:
    conversation = talk("twice")
    said = asyncio.run(all_at_once(conversation, ["hello", "hello", "hello"], ["m1", "m1", "m1"]))
    assert sorted(said) == [0, 0, 1]


def test_a_hundred_messages_in_one_go_lose_nothing(talk: Callable[[str], Any]) -> None:
    conversation = talk("flood")
    ids = [f"m{number}" for number in range(100)]
    said = asyncio.run(all_at_once(conversation, ["/skip"] * len(ids), ids))
    assert min(said) == 1
    written = [e for e in conversation.tracker().events if e.type_name == "user"]
    assert len(written) == len(ids)
