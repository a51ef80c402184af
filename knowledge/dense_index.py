"""Nearest passages by meaning: FAISS over unit vectors, exact while small, in lists when large."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge import inverted_lists
from knowledge.errors import IndexMismatchError

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Halves = NDArray[np.float16]

#: Passages up to which every vector is compared: about 5 ms on one core, and exact. Above, lists
#: are faster at a recall that is measured; see docs/retrieval.md, "Scale".
EXACT_UP_TO = 40_000
#: With so few passages to choose from, comparing each is faster than probing lists, and exact.
_FEW = 4_000


class DenseIndex:
    """Inner-product search.

    Args:
        vectors: Shape (n_passages, dimension), rows L2-normalised. Row numbers are the passage ids.
        exact_up_to: Number of passages up to which the search is exact.
    """

    def __init__(self, vectors: Vectors, *, exact_up_to: int = EXACT_UP_TO) -> None:
        self.exact_up_to = exact_up_to
        #: Vectors by row in half precision, where the index itself holds rounded ones in lists.
        self._halves: Halves | None = None
        if len(vectors) > exact_up_to:
            self._index = inverted_lists.train(vectors)
            self._halves = vectors.astype(np.float16)
        else:
            self._index = faiss.IndexFlatIP(vectors.shape[1])
            self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def exact(self) -> bool:
        """Whether every passage is compared."""
        return self._halves is None

    def search(
        self, query: Vectors, top_k: int, allowed: Mask | None = None
    ) -> tuple[Rows, Vectors]:
        """The ``top_k`` passages nearest to one query vector.

        Args:
            query: Shape (dimension,), L2-normalised.
            top_k: At most so many are returned.
            allowed: Whether each passage may be chosen, shape (n_passages,); None means all.

        Returns:
            Row numbers and cosine similarities, both of the same length, best first.
        """
        count = len(self) if allowed is None else int(np.count_nonzero(allowed))
        top_k = min(top_k, count)
        if top_k == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if self.exact:
            scores, rows = self._index.search(query[None, :], top_k, params=_only(allowed))
            return rows[0], scores[0]
        if allowed is not None and count <= _FEW:
            found = np.flatnonzero(allowed).astype(np.int64)
        else:
            parameters = faiss.SearchParametersIVF(
                nprobe=self._index.nprobe, sel=None if allowed is None else _selector(allowed)
            )
            wanted = max(top_k, inverted_lists.FOUND)
            (found,) = inverted_lists.search(self._index, query[None, :], wanted, parameters)
            found = found[found >= 0]
        scores = self.similarities(query, found)
        best = np.argsort(-scores, kind="stable")[:top_k]
        return found[best], scores[best]

    def all_similarities(self, query: Vectors) -> Vectors:
        """Cosine of ``query`` (shape (dimension,)) with every passage of an exact index."""
        everything = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * len(query))
        compared: Vectors = everything.reshape(len(self), -1) @ query
        return compared

    def similarities(self, query: Vectors, rows: Rows) -> Vectors:
        """Cosine of ``query`` (shape (dimension,)) with each of ``rows``, in their order."""
        if len(rows) == 0:
            return np.empty(0, np.float32)
        result: Vectors
        if self._halves is not None:
            result = _whole(self._halves[rows]) @ query
        elif 4 * len(rows) > len(self):
            # Comparing all reads memory in order; copying many rows out first would take longer.
            result = self.all_similarities(query)[rows]
        else:
            result = self._index.reconstruct_batch(rows) @ query
        return result

    def changed(self, keep: Rows, added: Vectors) -> DenseIndex:
        """An index of the rows ``keep``, in that order, and then of ``added``; this one stays.

        Lists are kept as they were trained: their recall holds while most of the passages do.
        """
        if self._halves is None or len(keep) + len(added) <= self.exact_up_to:
            kept = self._index.reconstruct_n(0, len(self)) if self.exact else self._halves
            vectors = np.concatenate([np.asarray(kept)[keep].astype(np.float32), added])
            return DenseIndex(vectors, exact_up_to=self.exact_up_to)
        lists = inverted_lists.changed(self._index, keep, added)
        halves = np.concatenate([self._halves[keep], added.astype(np.float16)])
        return self._of(lists, halves, self.exact_up_to)

    def save(self, file: Path) -> None:
        """Write the index, and beside it the vectors in half precision if it lies in lists.

        Raises:
            OSError: The file cannot be written.
        """
        index = self._index if self.exact else inverted_lists.in_memory(self._index)
        try:
            faiss.write_index(index, str(file))
        except RuntimeError as error:
            raise OSError(f"{file.name}: {error}") from error
        if self._halves is not None:
            np.save(_beside(file), self._halves)

    @classmethod
    def load(cls, file: Path, *, exact_up_to: int = EXACT_UP_TO) -> DenseIndex:
        """Read an index that :meth:`save` wrote; lists stay on disk, mapped into memory.

        Raises:
            IndexMismatchError: The file is missing, damaged or of another kind.
        """
        try:
            index = faiss.read_index(str(file), faiss.IO_FLAG_MMAP)
        except RuntimeError as error:
            raise _damaged(file) from error
        if isinstance(index, faiss.IndexFlat):
            return cls._of(index, None, exact_up_to)
        if not isinstance(index, faiss.IndexIVFScalarQuantizer):
            raise _damaged(file)
        inverted_lists.read_without_threads(index)
        try:
            halves = np.load(_beside(file), mmap_mode="r").view(np.ndarray)
        except (OSError, ValueError) as error:
            raise _damaged(_beside(file)) from error
        if halves.shape != (index.ntotal, index.d):
            raise _damaged(_beside(file))
        return cls._of(index, halves, exact_up_to)

    @classmethod
    def _of(cls, index: faiss.Index, halves: Halves | None, exact_up_to: int) -> DenseIndex:
        dense = cls.__new__(cls)
        dense._index, dense._halves, dense.exact_up_to = index, halves, exact_up_to
        return dense


def _whole(halves: Halves) -> Vectors:
    """The same numbers in single precision; NumPy takes five times as long."""
    decoder = faiss.ScalarQuantizer(halves.shape[1], faiss.ScalarQuantizer.QT_fp16)
    threads = faiss.omp_get_max_threads()
    # Of what this thread calls only. Further ones would get in the way of NumPy's, which multiply.
    faiss.omp_set_num_threads(1)
    try:
        result: Vectors = decoder.decode(halves.view(np.uint8))
    finally:
        faiss.omp_set_num_threads(threads)
    return result


def _selector(allowed: Mask) -> faiss.IDSelectorBitmap:
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))


def _only(allowed: Mask | None) -> faiss.SearchParameters | None:
    return None if allowed is None else faiss.SearchParameters(sel=_selector(allowed))


def _beside(file: Path) -> Path:
    return file.with_suffix(".npy")


def _damaged(file: Path) -> IndexMismatchError:
    return IndexMismatchError(
        f"The vector index {file.name} is missing or damaged.",
        "Run `fanal knowledge build --force`.",
    )
