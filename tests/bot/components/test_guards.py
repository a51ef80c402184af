from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.input_guard import LONGEST_MESSAGE, InputGuard, technical_intent
from bot.components.place_guard import PlaceGuard


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("x" * (LONGEST_MESSAGE + 1), "too_long"),
        ("x" * LONGEST_MESSAGE, None),
        ("😀😀", "no_words"),
        ("?!…", "no_words"),
        ("😀 help", None),
        ("9000", None),
        ("ሰላም", None),
        ("你好", None),
    ],
)
def test_texts_without_usable_content_are_told_apart(text: str, intent: str | None) -> None:
    assert technical_intent(text) == intent


def understood(text: str, intent: str = "ask_question") -> Message:
    return Message({"text": text, "intent": {"name": intent, "confidence": 0.9}})


def test_the_guard_overrules_the_classifier() -> None:
    [message] = InputGuard().process([understood("😀")])
    assert message.get("intent") == {"name": "no_words", "confidence": 1.0}


def test_the_guard_leaves_payloads_and_real_messages_alone() -> None:
    for text in ("/affirm", "where can I learn Dutch?"):
        [message] = InputGuard().process([understood(text)])
        assert message.get("intent")["name"] == "ask_question"


def place(text: str, name: str) -> dict[str, Any]:
    start = text.index(name)
    return {"entity": "municipality", "value": name, "start": start, "end": start + len(name)}


@pytest.mark.parametrize(
    ("text", "name", "intent"),
    [
        ("Gent", "Gent", "inform_place"),
        ("à Namur!", "Namur", "inform_place"),
        ("in Gent", "Gent", "inform_place"),
        ("where can I learn Dutch in Gent", "Gent", "ask_question"),
    ],
)
def test_a_message_that_is_nothing_but_a_place_is_a_place(
    text: str, name: str, intent: str
) -> None:
    message = understood(text)
    message.set("entities", [place(text, name)])
    [seen] = PlaceGuard().process([message])
    assert seen.get("intent")["name"] == intent


def test_a_message_without_a_place_is_left_alone() -> None:
    [message] = PlaceGuard().process([understood("hi")])
    assert message.get("intent")["name"] == "ask_question"
