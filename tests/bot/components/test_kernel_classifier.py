from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.danger_guard import DangerGuard
from bot.components.kernel_classifier import KernelClassifier
from bot.components.parts import PARTS

MEANING = {"greet": [1, 0, 0, 0], "ask_question": [0, 1, 0, 0], "report_danger": [0, 0, 1, 0],
           "affirm": [0, 0, 0, 1]}  # fmt: skip
SAID = {
    "hello": MEANING["greet"],
    "where can I learn": MEANING["ask_question"],
    "he hits me": MEANING["report_danger"],
    "yes": MEANING["affirm"],
}


def unit(meaning: Any) -> np.ndarray:
    row = np.array(meaning, np.float32)
    return row / np.linalg.norm(row)


def message(text: str, meaning: Any, **more: Any) -> Message:
    row = unit(meaning)[np.newaxis]
    return Message(
        {"text": text, **more}, features=[Features(row, "sentence", "text", "E5Featurizer")]
    )


def saying(*things: str) -> Message:
    """A message of several parts, whose whole looks most like its first."""
    whole = sum(unit(SAID[thing]) * 0.6**place for place, thing in enumerate(things))
    pieces = [(thing, unit(SAID[thing])) for thing in things] if len(things) > 1 else []
    return message(". ".join(things), whole, **({PARTS: pieces} if pieces else {}))


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> KernelClassifier:
    arguments = (
        KernelClassifier.get_default_config(),
        LocalModelStorage(tmp_path_factory.mktemp("m")),
        Resource("k"),
        ExecutionContext(GraphSchema({}), node_name="k"),
    )
    examples = [
        message(text, SAID[text], intent=intent)
        for text, intent in zip(SAID, MEANING, strict=True)
        for _ in range(3)
    ]
    KernelClassifier.create(*arguments).train(TrainingData(examples))
    return KernelClassifier.load(*arguments)


def understood(classifier: KernelClassifier, said: Message) -> str:
    [out] = DangerGuard().process(classifier.process([said]))
    return str(out.get("intent")["name"])


@pytest.mark.parametrize("text", list(SAID))
def test_one_thing_is_taken_for_what_it_is(classifier: KernelClassifier, text: str) -> None:
    assert SAID[text] == MEANING[understood(classifier, saying(text))]


def test_a_greeting_does_not_hide_the_question(classifier: KernelClassifier) -> None:
    assert understood(classifier, saying("hello", "where can I learn")) == "ask_question"


def test_a_yes_does_not_hide_the_question(classifier: KernelClassifier) -> None:
    assert understood(classifier, saying("yes", "where can I learn")) == "ask_question"


def test_two_courtesies_stay_courtesies(classifier: KernelClassifier) -> None:
    assert understood(classifier, saying("hello", "yes")) == "greet"


def test_danger_wins_over_greeting_and_question(classifier: KernelClassifier) -> None:
    said = saying("hello", "where can I learn", "he hits me")
    assert understood(classifier, said) == "report_danger"


def test_payloads_get_the_intent_of_nothing(classifier: KernelClassifier) -> None:
    """Without any the fallback behind it failed, and with it every pressed button."""
    [out] = classifier.process([message("/affirm", [1, 1, 1, 1])])
    assert out.get("intent") == {"name": None, "confidence": 0.0}


def test_the_ranking_is_sorted_and_begins_with_the_intent(classifier: KernelClassifier) -> None:
    [out] = classifier.process([saying("hello")])
    ranking = out.get("intent_ranking")
    assert ranking[0] == out.get("intent")
    assert [r["confidence"] for r in ranking] == sorted(
        (r["confidence"] for r in ranking), reverse=True
    )
    assert sum(r["confidence"] for r in ranking) == pytest.approx(1.0, abs=1e-5)


def test_a_fallback_does_not_swallow_danger() -> None:
    said = Message(
        {"text": "x", "danger": 0.7, "intent": {"name": "nlu_fallback", "confidence": 0.4}}
    )
    [out] = DangerGuard().process([said])
    assert out.get("intent") == {"name": "report_danger", "confidence": 0.7}


def test_little_danger_changes_nothing() -> None:
    said = Message({"text": "x", "danger": 0.4, "intent": {"name": "greet", "confidence": 0.9}})
    [out] = DangerGuard().process([said])
    assert out.get("intent")["name"] == "greet"
