from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.intake import take_turn, user_message
from bot.errors import RequestError


def received(body: object, sender: object = "somebody") -> UserMessage:
    return user_message(body, sender=sender, output=CollectingOutputChannel(), channel="rest")


def test_a_message_keeps_its_id_and_its_usable_hints() -> None:
    body = {"message": "hi", "message_id": "m1", "metadata": {"language": "nl-BE", "x": "y"}}
    message = received(body)
    assert (message.text, message.message_id, message.sender_id) == ("hi", "m1", "somebody")
    assert message.metadata == {"language": "nl"}


def test_a_message_without_text_is_an_empty_one() -> None:
    assert received({}).text == ""


def test_half_a_character_does_not_break_the_store() -> None:
    received({"message": "hi \ud800"}).text.encode("utf-8")


@pytest.mark.parametrize(
    ("body", "sender"),
    [
        ([], "a"),
        ("text", "a"),
        ({"message": 5}, "a"),
        ({"message": "hi"}, None),
        ({"message": "hi"}, "  "),
        ({"message": "hi"}, "x" * 256),
        ({"message": "hi"}, {"$ne": 1}),
        ({"message": "hi", "message_id": 5}, "a"),
        ({"message": "hi", "message_id": "x" * 65}, "a"),
    ],
)
def test_a_body_of_another_shape_is_refused_without_quoting_it(body: object, sender: Any) -> None:
    with pytest.raises(RequestError) as caught:
        received(body, sender)
    assert caught.value.status == 422
    assert "hi" not in caught.value.body()["error"]["message"].split()


class Agent:
    """One conversation in memory."""

    def __init__(self) -> None:
        self.tracker = DialogueStateTracker("somebody", [])
        self.processor = self
        self.lock_store = self
        self.turns = 0

    @asynccontextmanager
    async def lock(self, _: str) -> Any:
        yield

    async def get_tracker(self, _: str) -> DialogueStateTracker:
        return self.tracker

    async def handle_message(self, message: UserMessage) -> None:
        self.turns += 1
        self.tracker.update(UserUttered(message.text, message_id=message.message_id))


def test_a_message_sent_twice_is_answered_once() -> None:
    agent = Agent()
    message = received({"message": "hi", "message_id": "m1"})
    assert asyncio.run(take_turn(agent, message)) is True
    assert asyncio.run(take_turn(agent, message)) is False
    assert agent.turns == 1


def test_the_same_words_with_another_id_are_a_new_message() -> None:
    agent = Agent()
    asyncio.run(take_turn(agent, received({"message": "hi", "message_id": "m1"})))
    asyncio.run(take_turn(agent, received({"message": "hi", "message_id": "m2"})))
    assert agent.turns == 2
