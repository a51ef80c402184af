from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.encoders.container import Container
from knowledge.errors import EncoderError


def test_gives_the_sizes_of_the_header(tiny_model):
    sizes = Container(tiny_model.path).sizes

    assert (sizes.hidden, sizes.layers, sizes.heads) == (64, 2, 2)
    assert (sizes.feed_forward, sizes.vocabulary, sizes.positions) == (96, 40, 512)
    assert sizes.epsilon == pytest.approx(1e-12)


def test_multiplies_blocks_out_to_the_weights_that_were_packed(tiny_model):
    container = Container(tiny_model.path)

    np.testing.assert_array_equal(
        container.blocks("l1.fo.w", 64, 96).dense(), tiny_model.weights["l1.fo.w"]
    )
    np.testing.assert_array_equal(
        container.blocks("emb.word", 40, 64).dense(), tiny_model.weights["emb.word"]
    )


def test_reads_plain_tensors_in_the_shape_asked_for(tiny_model):
    positions = Container(tiny_model.path).floats("emb.pos", 512, 64)

    np.testing.assert_array_equal(positions, tiny_model.weights["emb.pos"])


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [("l9.q.w", 64, 64), ("l0.q.w", 64, 96), ("l0.q.b", 1, 64)],
    ids=["unknown name", "other shape", "plain tensor"],
)
def test_refuses_blocks_that_are_not_there(tiny_model, name, rows, columns):
    with pytest.raises(EncoderError, match=f"lacks the tensor {name}"):
        Container(tiny_model.path).blocks(name, rows, columns)


def test_refuses_a_4_bit_matrix_as_plain_tensor(tiny_model):
    with pytest.raises(EncoderError, match=r"lacks the tensor l0\.q\.w"):
        Container(tiny_model.path).floats("l0.q.w", 64, 64)


@pytest.mark.parametrize(
    ("offset", "replacement", "reason"),
    [
        (0, b"GGUF", "not an encoder container"),
        (4, struct.pack("<I", 2), "format version is 2"),
        (8, struct.pack("<i", 0), "header makes no sense"),
        (16, struct.pack("<i", 7), "header makes no sense"),
        (40, struct.pack("<i", 64), "header makes no sense"),
        (44, struct.pack("<i", -1), "vocabulary makes no sense"),
        (64, struct.pack("<Q", 2**63), "ends too early"),
    ],
    ids=["magic", "version", "no hidden", "odd heads", "other block", "pieces", "vocabulary size"],
)
def test_refuses_a_foreign_or_damaged_header(tiny_model, tmp_path, offset, replacement, reason):
    content = bytearray(tiny_model.path.read_bytes())
    content[offset : offset + len(replacement)] = replacement
    damaged = tmp_path / "damaged.bin"
    damaged.write_bytes(content)

    with pytest.raises(EncoderError, match=reason) as caught:
        Container(damaged)
    assert "make install" in caught.value.mend


@pytest.mark.parametrize("content", [None, b"", b"E5"], ids=["missing", "empty", "two bytes"])
def test_refuses_a_file_that_is_no_file(tmp_path, content):
    path = tmp_path / "weights.bin"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(EncoderError):
        Container(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fraction=st.floats(0, 0.999))
def test_refuses_every_truncated_file(tiny_model, tmp_path: Path, fraction):
    content = tiny_model.path.read_bytes()
    path = tmp_path / "short.bin"
    path.write_bytes(content[: int(len(content) * fraction)])

    with pytest.raises(EncoderError):
        Container(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 1500), value=st.integers(0, 255))
def test_a_flipped_byte_before_the_tensors_never_escapes_as_another_error(
    tiny_model, tmp_path: Path, position, value
):
    content = bytearray(tiny_model.path.read_bytes())
    content[position] = value
    path = tmp_path / "flipped.bin"
    path.write_bytes(content)

    with suppress(EncoderError):
        container = Container(path)
        container.blocks("l1.fo.w", 64, 96).dense()
        container.floats("emb.pos", 512, 64)
