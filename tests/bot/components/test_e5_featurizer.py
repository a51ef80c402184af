from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import e5_featurizer
from bot.components.e5_featurizer import E5Featurizer
from bot.components.parts import PARTS
from bot.settings import settings


class Encoder:
    """Vectors near (1, 0, 0), as alike as those of the real encoder; counts its work."""

    name = "fake"
    dimension = 3

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_queries(self, texts: list[str]) -> np.ndarray[Any, Any]:
        self.encoded += texts
        rows = np.array([[10.0, len(text) % 7, len(text) % 3] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Encoder:
    fake = Encoder()
    monkeypatch.setattr(e5_featurizer, "load_encoder", lambda _: fake)
    var = replace(settings(), var=tmp_path / "var")
    monkeypatch.setattr(e5_featurizer, "bot_settings", lambda: var)
    return fake


def make(folder: Path, method: str = "create") -> E5Featurizer:
    folder.mkdir(exist_ok=True)
    config = E5Featurizer.get_default_config()
    context = ExecutionContext(GraphSchema({}), node_name="e5")
    build = getattr(E5Featurizer, method)
    made: E5Featurizer = build(config, LocalModelStorage(folder), Resource("e5"), context)
    return made


def phrases() -> TrainingData:
    texts = ("hello", "good morning", "where is it?")
    return TrainingData([Message({"text": text, "intent": "x"}) for text in texts])


def vector(message: Message) -> np.ndarray[Any, Any]:
    _, sentence = message.get_dense_features("text")
    assert sentence is not None
    row: np.ndarray[Any, Any] = sentence.features[0]
    return row


def test_vectors_are_centred_and_of_length_one(tmp_path: Path, encoder: Encoder) -> None:
    featurizer = make(tmp_path / "m")
    featurizer.train(phrases())
    [message] = featurizer.process([Message({"text": "hello you"})])
    assert np.linalg.norm(vector(message)) == pytest.approx(1.0, rel=1e-5)
    mean = np.mean([vector(m) for m in featurizer.process(phrases().training_examples)], axis=0)
    assert abs(mean[0]) < 0.25


def test_a_loaded_featurizer_gives_the_same_vectors(tmp_path: Path, encoder: Encoder) -> None:
    trained = make(tmp_path / "m")
    trained.train(phrases())
    [before] = trained.process([Message({"text": "hello you"})])
    [after] = make(tmp_path / "m", "load").process([Message({"text": "hello you"})])
    assert np.allclose(vector(before), vector(after))


def test_training_phrases_are_encoded_once(tmp_path: Path, encoder: Encoder) -> None:
    make(tmp_path / "m").train(phrases())
    make(tmp_path / "m", "load").process_training_data(phrases())
    texts = [message.get("text") for message in phrases().training_examples]
    assert [encoder.encoded.count(text) for text in texts] == [1, 1, 1]


def test_the_next_training_encodes_only_new_phrases(tmp_path: Path, encoder: Encoder) -> None:
    make(tmp_path / "m").train(phrases())
    encoder.encoded.clear()
    more = TrainingData([*phrases().training_examples, Message({"text": "new", "intent": "x"})])
    make(tmp_path / "n").train(more)
    assert "new" in encoder.encoded
    assert "hello" not in encoder.encoded


def test_a_message_that_says_several_things_carries_its_parts(
    tmp_path: Path, encoder: Encoder
) -> None:
    [message] = make(tmp_path / "m").process([Message({"text": "Hello. Where is it?"})])
    found = message.get(PARTS)
    assert [text for text, _ in found] == ["Hello.", "Where is it?"]
    assert all(np.linalg.norm(part) == pytest.approx(1.0, rel=1e-5) for _, part in found)


def test_danger_at_the_end_of_a_long_message_is_in_its_parts(
    tmp_path: Path, encoder: Encoder
) -> None:
    text = "I tell you my story. " * 100 + "He hits me."
    [message] = make(tmp_path / "m").process([Message({"text": text})])
    assert message.get(PARTS)[-1][0] == "He hits me."


def test_payloads_and_empty_texts_are_not_encoded(tmp_path: Path, encoder: Encoder) -> None:
    featurizer = make(tmp_path / "m")
    for text in ("/affirm", "  "):
        [message] = featurizer.process([Message({"text": text})])
        assert not vector(message).any()
    assert encoder.encoded == []


def test_long_texts_are_cut_before_they_are_encoded(tmp_path: Path, encoder: Encoder) -> None:
    make(tmp_path / "m").process([Message({"text": "x" * 9000})])
    assert len(encoder.encoded[0]) == 1000
