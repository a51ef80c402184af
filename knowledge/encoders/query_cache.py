"""Remembers the vectors of the last questions, so that a question is encoded once."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from knowledge.encoders.protocol import Vectors

#: A vector of 384 numbers takes 1.5 kB.
DEFAULT_SIZE = 512


class QueryCache:
    """Least recently used vectors by question; safe to share between threads.

    It keeps no words: the keys are digests under a secret of this process.
    """

    def __init__(self, dimension: int, size: int = DEFAULT_SIZE) -> None:
        """Start empty.

        Args:
            dimension: Length of a vector.
            size: Vectors to keep, at least 1.
        """
        self._dimension = dimension
        self._size = size
        self._secret = secrets.token_bytes(32)
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str], encode: Callable[[list[str]], Vectors]) -> Vectors:
        """Take known vectors from memory and have the others encoded, each text once.

        Args:
            texts: Questions.
            encode: Called once with the unknown ones, without doubles; not called if all are known.

        Returns:
            float32 array ``(n_texts, dimension)``, the caller's own.
        """
        vectors = np.empty((len(texts), self._dimension), np.float32)
        missing: dict[str, list[int]] = {}
        keys = [self._key(text) for text in texts]
        with self._lock:
            for row, (text, key) in enumerate(zip(texts, keys, strict=True)):
                known = self._vectors.get(key)
                if known is None:
                    missing.setdefault(text, []).append(row)
                else:
                    self._vectors.move_to_end(key)
                    vectors[row] = known
        if missing:
            # Outside the lock: other threads may go on; two may encode the same text, no harm done.
            for rows, vector in zip(missing.values(), encode(list(missing)), strict=True):
                vectors[rows] = vector
                self._keep(keys[rows[0]], vector)
        return vectors

    def _keep(self, key: bytes, vector: Vectors) -> None:
        with self._lock:
            self._vectors[key] = vector.copy()
            self._vectors.move_to_end(key)
            if len(self._vectors) > self._size:
                self._vectors.popitem(last=False)

    def _key(self, text: str) -> bytes:
        content = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, digest_size=16, key=self._secret).digest()
