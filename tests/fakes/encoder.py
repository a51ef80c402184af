"""An encoder that needs no model: words of the text, hashed into a few dimensions."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.words import words


class WordEncoder:
    """Two texts are near when they share words; counts what it encodes."""

    dimension = 64

    def __init__(self, name: str = "words-64") -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encode(texts)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        if progress:
            progress(len(texts), len(texts))
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.full((len(texts), self.dimension), 0.05, np.float32)
        for row, text in enumerate(texts):
            for word in words(text, "en"):
                vectors[row, zlib.crc32(word.encode()) % self.dimension] += 1.0
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        result: NDArray[np.float32] = vectors / norms
        return result
