from __future__ import annotations

import math

import numpy as np
import onnxruntime
import pytest

from knowledge.encoders.container import Container
from knowledge.encoders.graph import Arithmetic, build_graph

IDS = np.array([[0, 5, 9, 30, 2], [0, 7, 2, 1, 1], [0, 39, 4, 2, 1]])
MASK = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 1, 1, 1, 0]])


def run(model, arithmetic, ids=IDS, mask=MASK):
    graph = build_graph(Container(model.path), arithmetic)
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (vectors,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
    return vectors


def bert(model, tokens):
    """The same model for one text without padding, written out in numpy from the paper."""
    sizes, weights = model.sizes, model.weights
    erf = np.vectorize(math.erf)

    def linear(state, name):
        return state @ weights[f"{name}.w"].T + weights[f"{name}.b"]

    def normalise(state, name):
        centred = state - state.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + sizes.epsilon)
        return scaled * weights[f"{name}.w"] + weights[f"{name}.b"]

    state = weights["emb.word"][tokens] + weights["emb.pos"][: len(tokens)] + weights["emb.type"][0]
    state = normalise(state, "emb.ln")
    width = sizes.hidden // sizes.heads
    for layer in range(sizes.layers):
        query, key, value = (linear(state, f"l{layer}.{part}") for part in "qkv")
        attended = []
        for head in range(sizes.heads):
            part = slice(head * width, (head + 1) * width)
            scores = np.exp(query[:, part] @ key[:, part].T / math.sqrt(width))
            attended.append(scores / scores.sum(-1, keepdims=True) @ value[:, part])
        attention = linear(np.concatenate(attended, axis=-1), f"l{layer}.ao")
        state = normalise(state + attention, f"l{layer}.aln")
        inner = linear(state, f"l{layer}.fi")
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        state = normalise(state + linear(inner, f"l{layer}.fo"), f"l{layer}.oln")
    mean = state.mean(axis=0)
    return mean / np.linalg.norm(mean)


def test_exact_graph_calculates_what_the_model_is_defined_to(tiny_model):
    expected = [bert(tiny_model, row[mask == 1]) for row, mask in zip(IDS, MASK, strict=True)]

    np.testing.assert_allclose(run(tiny_model, Arithmetic.EXACT), expected, atol=1e-4)


def test_fast_graph_follows_the_exact_one(tiny_model):
    cosines = np.sum(run(tiny_model, Arithmetic.FAST) * run(tiny_model, Arithmetic.EXACT), axis=-1)

    assert cosines.min() > 0.999


@pytest.mark.parametrize("arithmetic", Arithmetic)
def test_a_row_does_not_depend_on_its_neighbours_or_its_padding(tiny_model, arithmetic):
    together = run(tiny_model, arithmetic)
    alone = run(tiny_model, arithmetic, IDS[1:2, :3], MASK[1:2, :3])

    np.testing.assert_allclose(together[1], alone[0], atol=2e-6)


def test_rows_have_unit_length(tiny_model):
    lengths = np.linalg.norm(run(tiny_model, Arithmetic.FAST), axis=-1)

    np.testing.assert_allclose(lengths, 1.0, atol=1e-6)


def test_the_same_weights_give_the_same_bytes(tiny_model):
    first, second = (build_graph(Container(tiny_model.path)) for _ in range(2))

    assert first.SerializeToString() == second.SerializeToString()
