"""Vectors in lists around centroids (FAISS IVF), a byte a number: a search reads only near lists.

Bytes are compared as they are, by their distance, in integers: half the time of turning them into
fractions again. Of unit vectors the nearest are those of the highest cosine.

How many lists a search reads is measured when they are made, on the corpus itself: as many as bring
the recall against exact search to :data:`RECALL`. HNSW was measured as well and left out: at equal
recall it is no faster here, and it cannot take passages out; see docs/retrieval.md, "Scale".
"""

from __future__ import annotations

import math
from bisect import bisect_left

import faiss
import numpy as np
from faiss.contrib.inspect_tools import get_invlist
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

#: Share of the ten nearest that must be among those found. Questions lie far from all passages, so
#: it is measured with vectors that do: passages with three times as much of a direction that the
#: corpus varies in. The evaluation questions get that of 100,000 passages, and more of a million.
RECALL = 0.978
_STRANGENESS = 3.0
_NEIGHBOURS = 10
#: Found by their rounded vectors, of which the best by whole ones are then kept.
FOUND = 200
_SAMPLE = 512
_ITERATIONS = 10
_TRAINING_VECTORS_PER_LIST = 40
#: Steps of a byte to the root mean square of a unit vector's numbers; beyond six of it it is cut.
_STEPS = 20.0


def train(vectors: Vectors) -> faiss.IndexIVFScalarQuantizer:
    """Lists for ``vectors``, shape (n_passages, dimension), rows L2-normalised."""
    # More lists would be read hardly faster, and take much longer to make.
    wanted = 2 ** round(math.log2(4 * math.sqrt(len(vectors))))
    n_lists = min(wanted, len(vectors))
    means = faiss.Kmeans(
        vectors.shape[1],
        n_lists,
        niter=_ITERATIONS,
        spherical=True,
        min_points_per_centroid=1,
        max_points_per_centroid=_TRAINING_VECTORS_PER_LIST,
    )
    means.train(vectors)
    centroids = faiss.IndexFlatL2(vectors.shape[1])
    centroids.add(_scaled(means.centroids))
    index = _empty(centroids, n_lists)
    index.is_trained = True  # centroids are all there is to learn: bytes are held as they are
    index.add(_rounded(vectors))
    index.nprobe = _lists_to_read(index, vectors)
    return index


def changed(
    index: faiss.IndexIVFScalarQuantizer, keep: Rows, added: Vectors
) -> faiss.IndexIVFScalarQuantizer:
    """New lists around the same centroids: rows ``keep``, renumbered in that order, then added."""
    renumbered = np.full(index.ntotal, -1, np.int64)
    renumbered[keep] = np.arange(len(keep))
    fresh = _empty(faiss.clone_index(index.quantizer), index.nlist)
    fresh.is_trained = True
    for number in range(index.nlist):
        rows, codes = get_invlist(index.invlists, number)
        rows = renumbered[rows]
        stays = rows >= 0
        rows, codes = rows[stays], np.ascontiguousarray(codes[stays])
        if len(rows):
            fresh.invlists.add_entries(
                number, len(rows), faiss.swig_ptr(rows), faiss.swig_ptr(codes)
            )
    fresh.ntotal = len(keep)
    if len(added):
        fresh.add(_rounded(added))
    fresh.nprobe = index.nprobe
    return fresh


def search(
    index: faiss.IndexIVFScalarQuantizer,
    queries: Vectors,
    count: int,
    parameters: faiss.SearchParametersIVF | None = None,
) -> Rows:
    """Rows that lie nearest by their bytes, shape (n_queries, count), -1 where there are fewer.

    Args:
        index: That :func:`train` made.
        queries: Unit vectors, shape (n_queries, dimension).
        count: Rows for each.
        parameters: Which rows may be found, and how many lists are read.
    """
    _, rows = index.search(_rounded(queries), count, params=parameters)
    result: Rows = rows
    return result


def _rounded(vectors: Vectors) -> Vectors:
    """Unit vectors, shape (n, dimension), as the lists hold them: 0.0 to 255.0."""
    scaled = _scaled(vectors)
    # In place: of a million passages a copy takes 1.5 GB.
    np.clip(np.rint(scaled, out=scaled), 0, 255, out=scaled)
    return scaled


def _scaled(vectors: Vectors) -> Vectors:
    result: Vectors = vectors * np.float32(_STEPS * math.sqrt(vectors.shape[1])) + np.float32(128)
    return result


def in_memory(index: faiss.IndexIVFScalarQuantizer) -> faiss.IndexIVFScalarQuantizer:
    """The index with its lists in memory: FAISS writes mapped lists as the name of their file."""
    if not isinstance(faiss.downcast_InvertedLists(index.invlists), faiss.OnDiskInvertedLists):
        return index
    return changed(index, np.arange(index.ntotal), np.empty((0, index.d), np.float32))


def read_without_threads(index: faiss.IndexIVFScalarQuantizer) -> None:
    """Let searches read mapped lists themselves: FAISS would start 32 threads for each search."""
    lists = faiss.downcast_InvertedLists(index.invlists)
    if isinstance(lists, faiss.OnDiskInvertedLists):
        lists.prefetch_nthread = 0


def _empty(quantizer: faiss.Index, n_lists: int) -> faiss.IndexIVFScalarQuantizer:
    return faiss.IndexIVFScalarQuantizer(
        quantizer,
        quantizer.d,
        n_lists,
        faiss.ScalarQuantizer.QT_8bit_direct,
        faiss.METRIC_L2,
        False,
    )


def _lists_to_read(index: faiss.IndexIVFScalarQuantizer, vectors: Vectors) -> int:
    """The fewest lists that reach :data:`RECALL` on a sample."""
    random = np.random.default_rng(0)
    rows = random.permutation(len(vectors))[:_SAMPLE]
    directions = random.normal(size=(len(rows), len(rows))).astype(np.float32) @ vectors[rows]
    queries = _unit(vectors[rows] + _STRANGENESS * _unit(directions))
    neighbours = min(_NEIGHBOURS, len(vectors))
    _, exact = faiss.knn(queries, vectors, neighbours, metric=faiss.METRIC_INNER_PRODUCT)

    def recall(lists: int) -> float:
        reading = faiss.SearchParametersIVF(nprobe=lists)
        found = search(index, queries, min(FOUND, len(vectors)), reading)
        return float(np.mean([np.isin(a, b) for a, b in zip(exact, found, strict=True)]))

    return 1 + bisect_left(range(1, index.nlist), RECALL, key=recall)


def _unit(vectors: Vectors) -> Vectors:
    result: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return result
