"""The default encoder as an ONNX graph, written node by node from the bundled container.

BERT with token types folded into the positions, then mean pooling and L2 normalisation inside the
graph. The weights stay 4-bit; operators of the ``com.microsoft`` domain tie the graph to ONNX
Runtime.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from knowledge.encoders.container import BLOCK, ZERO_CODE, Blocks, Container

_MICROSOFT = "com.microsoft"
#: The first opset with 4-bit integer tensors; the IR version belongs to it.
_OPSET, _IR_VERSION = 21, 10


class Arithmetic(Enum):
    """How the layers multiply."""

    #: Activations are rounded to 8 bits for each product: three quarters of the time, cosine 0.9999
    #: to ``EXACT``. What runs.
    FAST = 4
    #: Everything multiplied out in float32: what tests compare with.
    EXACT = 0


def build_graph(container: Container, arithmetic: Arithmetic = Arithmetic.FAST) -> ModelProto:
    """Write the graph.

    Args:
        container: The weights.
        arithmetic: How the layers multiply.

    Returns:
        A model with inputs ``input_ids`` and ``attention_mask``, int64 ``(batch, length)``, and the
        output ``embedding``, float32 ``(batch, hidden)``, rows L2-normalised. Every row of the mask
        must hold at least one 1.

    Raises:
        EncoderError: The container lacks a tensor.
    """
    return _Writer(container, arithmetic).model()


class _Writer:
    def __init__(self, container: Container, arithmetic: Arithmetic) -> None:
        self._container = container
        self._arithmetic = arithmetic
        self._sizes = container.sizes
        self._nodes: list[NodeProto] = []
        self._tensors: list[TensorProto] = []

    def model(self) -> ModelProto:
        hidden = self._sizes.hidden
        state = self._embeddings()
        mask = self._node("Cast", "attention_mask", to=TensorProto.INT32)
        for layer in range(self._sizes.layers):
            state = self._layer(state, mask, f"l{layer}.")
        self._pool(state)
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", hidden])
        graph = helper.make_graph(self._nodes, "e5-small", inputs, [output], self._tensors)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(
            graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="fanal"
        )

    def _embeddings(self) -> str:
        hidden, sizes = self._sizes.hidden, self._sizes
        words = self._container.blocks("emb.word", sizes.vocabulary, hidden)
        codes = TensorProto(
            name="emb.codes",
            data_type=TensorProto.INT4,
            dims=words.codes.shape,
            # The operator's codes are signed around zero.
            raw_data=_pack((words.codes - np.uint8(ZERO_CODE)) & np.uint8(15)).tobytes(),
        )
        self._tensors.append(codes)
        scales = self._constant(words.scales, "emb.scales")
        word = self._node(
            "GatherBlockQuantized",
            *(codes.name, "input_ids", scales),
            domain=_MICROSOFT,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        word = self._node("Cast", word, to=TensorProto.FLOAT)
        types = self._container.floats("emb.type", sizes.token_types, hidden)
        positions = self._container.floats("emb.pos", sizes.positions, hidden) + types[0]
        length = self._node("Shape", "input_ids", start=1, end=2)
        zero = self._constant(np.array([0]), "zero")
        table = self._constant(positions, "emb.positions")
        position = self._node("Slice", table, zero, length, zero)
        state = self._node("Add", word, position)
        return self._node(
            "LayerNormalization", state, *self._norm("emb.ln"), axis=-1, epsilon=sizes.epsilon
        )

    def _layer(self, state: str, mask: str, layer: str) -> str:
        hidden, wide = self._sizes.hidden, self._sizes.feed_forward
        # One product for the three inputs of the attention: they share their input.
        stacked = self._linear(state, layer + "qkv", [layer + part for part in "qkv"], hidden)
        parts = self._split_in_three(stacked, layer)
        attended = self._node(
            "MultiHeadAttention",
            *(*parts, "", mask),
            domain=_MICROSOFT,
            num_heads=self._sizes.heads,
        )
        attended = self._linear(attended, layer + "ao", [layer + "ao"], hidden)
        state = self._add_and_normalise(state, attended, layer + "aln")
        inner = self._linear(state, layer + "fi", [layer + "fi"], hidden, rows=wide)
        inner = self._node("Gelu", inner, domain=_MICROSOFT)
        inner = self._linear(inner, layer + "fo", [layer + "fo"], wide)
        return self._add_and_normalise(state, inner, layer + "oln")

    def _pool(self, state: str) -> None:
        # The masked sum stands for the mean: its length cancels in the normalisation.
        weights = self._node("Cast", "attention_mask", to=TensorProto.FLOAT)
        axis = self._constant(np.array([1]), "one")
        weights = self._node("Unsqueeze", weights, axis)
        total = self._node("Squeeze", self._node("MatMul", weights, state), axis)
        self._node("LpNormalization", total, output="embedding", axis=-1, p=2)

    def _linear(
        self, state: str, key: str, names: list[str], columns: int, *, rows: int | None = None
    ) -> str:
        """Multiply by the stacked weights of ``names`` and add their biases."""
        rows = rows or self._sizes.hidden
        matrices = [self._container.blocks(f"{name}.w", rows, columns) for name in names]
        bias = np.concatenate([self._container.floats(f"{name}.b", rows) for name in names])
        matrix = Blocks(
            codes=np.concatenate([matrix.codes for matrix in matrices]),
            scales=np.concatenate([matrix.scales for matrix in matrices]),
        )
        if self._arithmetic is Arithmetic.EXACT:
            weights = self._constant(matrix.dense().T, key + ".weights")
            product = self._node("MatMul", state, weights)
            return self._node("Add", product, self._constant(bias, key + ".bias"))
        per_row = columns // BLOCK
        packed = _pack(matrix.codes).reshape(-1, per_row, BLOCK // 2)
        return self._node(
            "MatMulNBits",
            state,
            self._constant(packed, key + ".codes"),
            # The operator wants the scales in the type of its input.
            self._constant(matrix.scales.astype(np.float32), key + ".scales"),
            *("", ""),
            self._constant(bias, key + ".bias"),
            domain=_MICROSOFT,
            K=columns,
            N=len(matrix.codes),
            bits=4,
            block_size=BLOCK,
            accuracy_level=self._arithmetic.value,
        )

    def _split_in_three(self, stacked: str, layer: str) -> list[str]:
        outputs = [f"{layer}{part}.out" for part in "qkv"]
        self._nodes.append(
            helper.make_node("Split", [stacked], outputs, axis=-1, num_outputs=len(outputs))
        )
        return outputs

    def _add_and_normalise(self, state: str, change: str, norm: str) -> str:
        return self._node(
            "SkipLayerNormalization",
            *(state, change, *self._norm(norm)),
            domain=_MICROSOFT,
            epsilon=self._sizes.epsilon,
        )

    def _norm(self, name: str) -> list[str]:
        hidden = self._sizes.hidden
        parts = (f"{name}.w", f"{name}.b")
        return [self._constant(self._container.floats(part, hidden), part) for part in parts]

    def _constant(self, values: NDArray[np.generic], name: str) -> str:
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self, operator: str, *inputs: str, output: str = "", domain: str = "", **attributes: Any
    ) -> str:
        output = output or f"{operator}.{len(self._nodes)}"
        self._nodes.append(
            helper.make_node(operator, inputs, [output], domain=domain, **attributes)
        )
        return output


def _pack(codes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two neighbouring codes to a byte, the first in the low half."""
    return codes[..., 0::2] | (codes[..., 1::2] << np.uint8(4))
