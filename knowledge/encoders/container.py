"""Reader of the container that bundles the default encoder's 4-bit weights.

Layout, little endian: ``E5S1``, version, a header of model sizes, a vocabulary (not read here: the
model's own tokenizer.json is used), a directory of tensors, then the tensors at absolute offsets.
A tensor is either plain float32 or 4-bit blocks of 32 weights: a float16 scale ``d`` and 16 bytes.
Byte ``j`` holds weight ``j`` in its low half and weight ``j + 16`` in its high half; a weight is
``(code - 8) * d``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EncoderError

#: Weights that share one scale.
BLOCK = 32
#: The code that stands for weight zero.
ZERO_CODE = 8

_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK_BYTES = 2 + BLOCK // 2
_FLOAT32, _BLOCKS = 0, 1


@dataclass(frozen=True, slots=True)
class Sizes:
    """The model's sizes, as its header gives them."""

    #: Length of a token's vector.
    hidden: int
    layers: int
    heads: int
    #: Width of the feed-forward part of a layer.
    feed_forward: int
    #: Rows of the word embedding.
    vocabulary: int
    #: Longest text, in tokens.
    positions: int
    token_types: int
    #: Added to the variance in every layer normalisation.
    epsilon: float


@dataclass(frozen=True, slots=True)
class Blocks:
    """A 4-bit matrix of shape (rows, columns), not yet multiplied out."""

    #: uint8 ``(rows, columns)``, values 0 to 15, in natural order.
    codes: NDArray[np.uint8]
    #: float16 ``(rows, columns / BLOCK)``.
    scales: NDArray[np.float16]

    def dense(self) -> NDArray[np.float32]:
        """The weights as float32 ``(rows, columns)``."""
        rows, columns = self.codes.shape
        centred = (self.codes.astype(np.float32) - ZERO_CODE).reshape(rows, -1, BLOCK)
        weights: NDArray[np.float32] = centred * self.scales.astype(np.float32)[..., np.newaxis]
        return weights.reshape(rows, columns)


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    count: int
    offset: int
    size: int


class _Cursor:
    """Reads fields one after the other and refuses to leave the file."""

    def __init__(self, path: Path, content: NDArray[np.uint8]) -> None:
        self._path = path
        self._content = content
        self._position = 0

    def take(self, size: int) -> bytes:
        start = self._position
        self.skip(size)
        return self._content[start : self._position].tobytes()

    def skip(self, size: int) -> None:
        if size < 0 or self._position + size > self._content.size:
            raise _corrupt(self._path, "it ends too early")
        self._position += size

    def unpack(self, fields: str) -> tuple[Any, ...]:
        layout = "<" + fields
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


class Container:
    """An opened container; tensors are read from the mapped file when asked for."""

    def __init__(self, path: Path) -> None:
        """Open a container and read its header and directory.

        Args:
            path: The file.

        Raises:
            EncoderError: The file is missing, of another format or version, or damaged.
        """
        self._path = path
        try:
            self._content: NDArray[np.uint8] = np.memmap(path, np.uint8, "r")
        except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
            raise EncoderError(f"{path} cannot be read.", "Run `make install`.") from error
        cursor = _Cursor(path, self._content)
        if self._content.size < len(_MAGIC) or cursor.take(len(_MAGIC)) != _MAGIC:
            raise _corrupt(path, "it is not an encoder container")
        (version,) = cursor.unpack("I")
        if version != _VERSION:
            raise _corrupt(path, f"its format version is {version}, not {_VERSION}")
        self.sizes = self._read_sizes(cursor)
        self._skip_vocabulary(cursor)
        self._entries = self._read_directory(cursor)

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A plain tensor.

        Args:
            name: Its name in the directory.
            shape: The shape it must have.

        Returns:
            float32 array of that shape, a view of the mapped file.

        Raises:
            EncoderError: There is no such tensor of that kind and shape.
        """
        count = int(np.prod(shape))
        content = self._tensor(name, _FLOAT32, count, 4 * count)
        return content.view("<f4").reshape(shape)

    def blocks(self, name: str, rows: int, columns: int) -> Blocks:
        """A 4-bit matrix.

        Args:
            name: Its name in the directory.
            rows: Outputs of a layer, or tokens of the vocabulary.
            columns: Inputs of a layer, a multiple of ``BLOCK``.

        Raises:
            EncoderError: There is no such tensor of that kind and shape.
        """
        per_row = columns // BLOCK
        content = self._tensor(name, _BLOCKS, rows * columns, rows * per_row * _BLOCK_BYTES)
        blocks = content.reshape(rows, per_row, _BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[..., :2]).view("<f2")[..., 0]
        pairs = blocks[..., 2:]
        codes = np.concatenate([pairs & 15, pairs >> 4], axis=-1)
        return Blocks(codes=codes.reshape(rows, columns), scales=scales)

    def _tensor(self, name: str, kind: int, count: int, size: int) -> NDArray[np.uint8]:
        entry = self._entries.get(name)
        if entry is None or (entry.kind, entry.count, entry.size) != (kind, count, size):
            raise _corrupt(self._path, f"it lacks the tensor {name} of the expected shape")
        return self._content[entry.offset : entry.offset + entry.size]

    def _read_sizes(self, cursor: _Cursor) -> Sizes:
        *fields, block = cursor.unpack("7ifi")
        sizes = Sizes(*fields)
        whole = min(fields) > 0 and block == BLOCK and sizes.hidden % sizes.heads == 0
        if not whole or sizes.hidden % BLOCK or sizes.feed_forward % BLOCK:
            raise _corrupt(self._path, "its header makes no sense")
        return sizes

    def _skip_vocabulary(self, cursor: _Cursor) -> None:
        pieces, *_special = cursor.unpack("5i")
        (text_size,) = cursor.unpack("Q")
        if pieces < 0:
            raise _corrupt(self._path, "its vocabulary makes no sense")
        cursor.skip(4 * (pieces + 1) + 4 * pieces + text_size)  # offsets, scores, texts
        _rules, rules_size = cursor.unpack("iI")
        cursor.skip(rules_size)

    def _read_directory(self, cursor: _Cursor) -> dict[str, _Entry]:
        entries = {}
        (count,) = cursor.unpack("i")
        for _ in range(count):
            (length,) = cursor.unpack("H")
            name = cursor.take(length).decode("utf-8", "replace")
            entry = _Entry(*cursor.unpack("BIQQ"))
            if entry.offset + entry.size > self._content.size:
                raise _corrupt(self._path, f"the tensor {name} lies outside it")
            entries[name] = entry
        return entries


def _corrupt(path: Path, reason: str) -> EncoderError:
    return EncoderError(
        f"The encoder weights {path.name} cannot be used: {reason}.", "Run `make install` again."
    )
