"""Nearest passages by meaning: FAISS over unit vectors."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexMismatchError

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


class DenseIndex:
    """Inner-product search; exact, because a corpus of articles is small.

    Args:
        vectors: Shape (n_passages, dimension), rows L2-normalised. Row numbers are the passage ids.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def vectors(self) -> Vectors:
        """All vectors, shape (n_passages, dimension), in row order."""
        stored: Vectors = self._index.reconstruct_n(0, len(self))
        return stored

    def search(
        self, query: Vectors, top_k: int, allowed: Rows | None = None
    ) -> tuple[Rows, Vectors]:
        """The ``top_k`` passages nearest to one query vector.

        Args:
            query: Shape (dimension,), L2-normalised.
            top_k: At most so many are returned.
            allowed: Row numbers to choose from; None means all.

        Returns:
            Row numbers and cosine similarities, both of the same length, best first.
        """
        top_k = min(top_k, len(self) if allowed is None else len(allowed))
        if top_k == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        parameters = (
            None if allowed is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))
        )
        scores, rows = self._index.search(query[None, :], top_k, params=parameters)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def similarities(self, query: Vectors, rows: Rows) -> Vectors:
        """Cosine of ``query`` (shape (dimension,)) with each of ``rows``, in their order."""
        if len(rows) == 0:
            return np.empty(0, np.float32)
        result: Vectors = self._index.reconstruct_batch(rows) @ query
        return result

    def save(self, file: Path) -> None:
        """Write the index."""
        faiss.write_index(self._index, str(file))

    @classmethod
    def load(cls, file: Path) -> DenseIndex:
        """Read an index that :meth:`save` wrote.

        Raises:
            IndexMismatchError: The file is missing, damaged or of another kind.
        """
        index = cls.__new__(cls)
        try:
            index._index = faiss.read_index(str(file))
        except RuntimeError as error:
            raise IndexMismatchError(
                f"The vector index {file.name} is missing or damaged.",
                "Run `fanal knowledge build --force`.",
            ) from error
        return index
