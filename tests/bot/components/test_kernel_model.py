from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.components.kernel_model import KernelModel, KernelOptions, fold

TEXTS = ["hello you", "hello all", "where is it", "where are they", "thanks", "thank you"]
TARGETS = ["greet", "greet", "ask", "ask", "thanks", "thanks"]


def vectors(rows: list[list[float]]) -> np.ndarray:
    array = np.array(rows, np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


MEANINGS = vectors([[1, 0, 0], [1, 0.1, 0], [0, 1, 0], [0, 1, 0.1], [0, 0, 1], [0.1, 0, 1]])


@pytest.fixture(scope="module")
def model() -> KernelModel:
    return KernelModel.fit(TEXTS, MEANINGS, TARGETS)


def best(model: KernelModel, text: str, meaning: list[float]) -> str:
    return model.labels[int(model.scores([text], vectors([meaning])).argmax())]


def test_what_was_taught_is_known(model: KernelModel) -> None:
    scores = model.scores(TEXTS, MEANINGS)
    assert [model.labels[i] for i in scores.argmax(axis=1)] == TARGETS


def test_meaning_reaches_words_that_were_never_seen(model: KernelModel) -> None:
    assert best(model, "ምንታይ", [0, 1, 0.05]) == "ask"


def test_letters_decide_where_meaning_says_nothing(model: KernelModel) -> None:
    assert best(model, "thankss", [1, 1, 1]) == "thanks"


def test_probabilities_sum_to_one(model: KernelModel) -> None:
    chances = model.probabilities(model.scores(TEXTS, MEANINGS))
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_a_rare_label_is_not_swallowed_by_a_frequent_one() -> None:
    texts = [f"question {number}" for number in range(40)] + ["alarm"]
    meaning = vectors([[1, 0, number / 100] for number in range(40)] + [[1, 0.6, 0.2]])
    model = KernelModel.fit(texts, meaning, ["ask"] * 40 + ["danger"])
    assert best(model, "alarm", [1, 0.6, 0.2]) == "danger"


def test_a_saved_model_gives_the_same_scores(model: KernelModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = KernelModel.load(tmp_path, KernelOptions())
    texts = ["hello there", "where"]
    meanings = vectors([[1, 0, 0.3], [0.2, 1, 0]])
    assert np.allclose(model.scores(texts, meanings), loaded.scores(texts, meanings), atol=1e-5)


def test_accents_and_capitals_make_no_difference() -> None:
    assert fold("Mulțumesc ÇA") == "multumesc ca"
