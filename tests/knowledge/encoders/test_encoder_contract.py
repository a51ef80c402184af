"""What holds for every encoder; each test runs over all implementations that are installed."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoders.onnx_e5 import OnnxE5Encoder
from knowledge.encoders.protocol import Encoder
from knowledge.encoders.sentence_transformer import SentenceTransformerEncoder

pytestmark = pytest.mark.integration

SHORT_AND_LONG = ["Diplom", "Where can I learn Dutch? " * 20, "iş arıyorum", "Dutch", "و" * 40]


@pytest.fixture(scope="module", params=["onnx", "sentence-transformers"])
def encoder(request) -> Encoder:
    if request.param == "onnx":
        return OnnxE5Encoder(request.getfixturevalue("real_encoder_dir"))
    return SentenceTransformerEncoder(request.getfixturevalue("exported_dir"))


@pytest.mark.parametrize("side", ["encode_queries", "encode_passages"])
def test_gives_unit_rows_of_float32_in_the_dimension_it_names(encoder, side):
    vectors = getattr(encoder, side)(SHORT_AND_LONG)

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(SHORT_AND_LONG), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("side", ["encode_queries", "encode_passages"])
def test_nothing_gives_no_rows(encoder, side):
    assert getattr(encoder, side)([]).shape == (0, encoder.dimension)


def test_rows_keep_the_order_of_the_texts(encoder):
    together = encoder.encode_passages(SHORT_AND_LONG)
    alone = np.concatenate([encoder.encode_passages([text]) for text in SHORT_AND_LONG])

    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_tells_progress_up_to_the_end(encoder):
    seen = []

    encoder.encode_passages(SHORT_AND_LONG, lambda done, total: seen.append((done, total)))

    assert seen[-1] == (len(SHORT_AND_LONG), len(SHORT_AND_LONG))


def test_questions_and_passages_are_told_apart(encoder):
    text = ["Dutch courses"]

    assert not np.allclose(encoder.encode_queries(text), encoder.encode_passages(text), atol=1e-3)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Diplomamı nerede denkleştirebilirim?", 0),
        ("أين يمكنني تعلم اللغة الهولندية؟", 1),
        ("Хто допоможе мені знайти роботу?", 2),
    ],
    ids=["tr", "ar", "uk"],
)
def test_a_question_is_closest_to_its_answer_in_another_language(encoder, question, answer):
    passages = [
        "The recognition office compares your foreign diploma with a Belgian one.",
        "Dutch lessons are given in centres for adult education.",
        "The employment service helps you to look for a job.",
    ]

    similarities = encoder.encode_passages(passages) @ encoder.encode_queries([question])[0]

    assert int(similarities.argmax()) == answer


def test_the_name_is_the_same_for_the_same_weights(encoder, request):
    again = (
        OnnxE5Encoder(request.getfixturevalue("real_encoder_dir"))
        if isinstance(encoder, OnnxE5Encoder)
        else SentenceTransformerEncoder(request.getfixturevalue("exported_dir"))
    )

    assert again.name == encoder.name
