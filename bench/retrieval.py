"""Building, size and speed of retrieval from a thousand to a million passages.

Beside each number stands flat exact search over the same vectors in the same run. Queries are the
evaluation questions; their encoding is not counted. Each step has a process of its own, so that
memory is that of the step.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from bench.machine import machine
from bench.retrieval_plot import plot
from bench.synthetic_corpus import recombined, synthetic_corpus
from knowledge import corpus, focus, index_folder
from knowledge.encoders.load import load_encoder
from knowledge.evaluation.questions import load_questions
from knowledge.index import Index
from knowledge.lexical_index import LexicalIndex
from knowledge.passages import Passages
from knowledge.retriever import Retriever
from knowledge.settings import ROOT, settings

RESULT = ROOT / "bench" / "results" / "retrieval.json"
PLOT = ROOT / "bench" / "results" / "retrieval.svg"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUERIES = 200
REPEATS = 5
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Query:
    """A question and its vector, as the encoder gave it."""

    text: str
    language: str
    vector: NDArray[np.float32]


class GivenVectors:
    """An encoder that was asked before: the search is measured without encoding."""

    def __init__(self, name: str, vectors: dict[str, NDArray[np.float32]]) -> None:
        self.name = name
        self.dimension = len(next(iter(vectors.values())))
        self._vectors = vectors

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors, shape (n_texts, dimension)."""
        return np.stack([self._vectors[text] for text in texts])

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Nothing is encoded here."""
        raise NotImplementedError


def main() -> None:
    """Measure and write ``bench/results/retrieval.json`` and its plot."""
    queries, given = _queries()
    result: dict[str, Any] = {"machine": machine(), "sizes": {}}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            built = _apart(_build, size, Path(folder), given.name)
            searched = _apart(_search, Path(folder), given, queries)
            updated = _apart(_update, Path(folder), given.name)
            words = _apart(_words_of_one_language, size, given.name, queries)
        result["sizes"][str(size)] = {**built, **searched, **updated, "one_language": words}
        print(size, json.dumps(result["sizes"][str(size)], indent=1), flush=True)
        # After each size, because the largest takes as long as all others together.
        RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        plot(result["sizes"], PLOT)


def _apart(step: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(step, *arguments).result()


def _queries() -> tuple[list[Query], GivenVectors]:
    """Questions of all languages and styles, in the order of a fixed shuffle."""
    questions = load_questions()
    order = np.random.default_rng(0).permutation(len(questions))[:QUERIES]
    encoder = load_encoder(settings())
    chosen = [(questions[number].text.strip(), questions[number].language) for number in order]
    # A search looks at the whole text and, if that is long, at a part of it.
    texts = sorted({part for text, _ in chosen for part in (text, *focus.parts(text))})
    vectors = dict(zip(texts, encoder.encode_queries(texts), strict=True))
    queries = [Query(text, language, vectors[text]) for text, language in chosen]
    return queries, GivenVectors(encoder.name, vectors)


def _real(encoder: str) -> Index:
    return index_folder.read(settings().index_dir, encoder=encoder, fingerprint=None)


def _build(size: int, folder: Path, encoder: str) -> dict[str, Any]:
    passages, vectors = synthetic_corpus(_real(encoder), size)
    before = _peak_mb()
    started = time.perf_counter()
    index = Index.of(passages, vectors, pool=corpus.POOL)
    built = time.perf_counter()
    index_folder.write(folder, index, encoder=encoder, fingerprint="")
    return {
        "build_seconds": round(built - started, 1),
        "write_seconds": round(time.perf_counter() - built, 1),
        "build_peak_mb": round(_peak_mb() - before),
        "disk_mb": _disk_mb(folder / "current"),
    }


def _search(folder: Path, given: GivenVectors, queries: Sequence[Query]) -> dict[str, Any]:
    before = _memory_mb()
    started = time.perf_counter()
    retriever = Retriever.load(folder, encoder=given)
    loaded = time.perf_counter() - started
    for query in queries[:20]:
        retriever.search(query.text, language=query.language)
    whole = _times(lambda q: retriever.search(q.text, language=q.language), queries)
    region = _times(
        lambda q: retriever.search(q.text, language=q.language, region="brussels"), queries
    )
    after = _memory_mb()
    index = index_folder.read(folder, encoder=given.name, fingerprint=None)
    asked = [index.space.query(query.vector, query.language) for query in queries]
    flat = faiss.IndexFlatIP(len(asked[0]))
    flat.add(index.space.passages(np.asarray(index.vectors), index.passages.languages))
    _, exact = flat.search(np.stack(asked), 10)
    found = [index.dense.search(vector, 10)[0] for vector in asked]
    dense = _times(lambda vector: index.dense.search(vector, CANDIDATES), asked)
    flat_times = _times(lambda vector: flat.search(vector[None, :], CANDIDATES), asked[:50])
    return {
        "load_average": round(os.getloadavg()[0], 1),
        "kind": "flat" if index.dense.exact else "lists",
        "read_seconds": round(loaded, 1),
        "memory_own_mb": round(after[0] - before[0]),
        "memory_mapped_mb": round(after[1] - before[1]),
        "memory_flat_mb": round(flat.ntotal * flat.d * 4 / 2**20),
        "recall_at_10": round(_overlap(found, list(exact)), 4),
        "dense_ms": dense,
        "flat_ms": flat_times,
        "dense_to_flat": round(dense["median"] / flat_times["median"], 3),
        "words_ms": _times(
            lambda q: index.lexical.match(q.text, q.language).best(CANDIDATES), queries
        ),
        "search_ms": whole,
        "search_in_region_ms": region,
    }


def _update(folder: Path, encoder: str) -> dict[str, Any]:
    """Seconds to take one article out and put it in again, written to disk."""
    index = index_folder.read(folder, encoder=encoder, fingerprint=None)
    group = index.passages.documents[0].group
    ids = {d.id for d in index.passages.documents if d.group == group}
    rows = np.flatnonzero(index.passages.owned_by(ids))
    documents = tuple(d for d in index.passages.documents if d.id in ids)
    again = Passages(
        documents, [index.passages.texts[row] for row in rows], index.passages.owners[rows]
    )
    started = time.perf_counter()
    changed = index.changed(ids, again, index.vectors[rows])
    updated = time.perf_counter()
    index_folder.write(folder, changed, encoder=encoder, fingerprint="")
    return {
        "update_seconds": round(updated - started, 1),
        "update_write_seconds": round(time.perf_counter() - updated, 1),
    }


def _words_of_one_language(size: int, encoder: str, queries: Sequence[Query]) -> dict[str, Any]:
    """The hardest case for words: every passage is in the language of the query."""
    real = _real(encoder).passages
    rows = [row for row, code in enumerate(real.languages) if code == "en"]
    english = Passages(real.documents, [real.texts[row] for row in rows], real.owners[rows])
    random = np.random.default_rng(0)
    texts: list[str] = []
    while len(texts) < size:
        texts.extend(recombined(english, random)[: size - len(texts)])
    started = time.perf_counter()
    index = LexicalIndex.build(texts, ["en"] * size)
    built = time.perf_counter() - started
    asked = [query.text for query in queries if query.language == "en"]
    everything = np.arange(size)
    overlaps = []
    for text in asked:
        rows_found, scores = index.match(text, "en").best(10)
        exact = -np.sort(-index.match(text, "en").coverage(everything))[:10]
        # Many passages of such a corpus tie, so scores are compared, not rows.
        overlaps.append(float((scores >= exact[: len(rows_found)] - 1e-5).mean()))
    return {
        "build_seconds": round(built, 1),
        "words_ms": _times(lambda text: index.match(text, "en").best(CANDIDATES), asked),
        "exact_at_10": round(statistics.mean(overlaps), 4),
    }


def _times(call: Callable[[Any], object], arguments: Sequence[Any]) -> dict[str, float]:
    """Milliseconds over the arguments; of each, the median of a few runs.

    Processor time stands beside: it tells what a search costs where others use the machine too.
    """
    taken, used = [], []
    for argument in arguments:
        runs = []
        for _ in range(REPEATS):
            started, used_before = time.perf_counter(), time.process_time()
            call(argument)
            runs.append((time.perf_counter() - started, time.process_time() - used_before))
        taken.append(statistics.median(run[0] for run in runs) * 1000)
        used.append(statistics.median(run[1] for run in runs) * 1000)
    return {
        "median": round(statistics.median(taken), 2),
        "p95": round(float(np.percentile(taken, 95)), 2),
        "processor_median": round(statistics.median(used), 2),
        "processor_p95": round(float(np.percentile(used, 95)), 2),
    }


def _overlap(found: Sequence[NDArray[np.int64]], exact: Sequence[NDArray[np.int64]]) -> float:
    return statistics.mean(
        len(np.intersect1d(one, other)) / len(other)
        for one, other in zip(found, exact, strict=True)
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _memory_mb() -> tuple[float, float]:
    """Memory of this process: its own, and pages of files, which the system may drop."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    fields = dict(line.split(":", 1) for line in status.splitlines())
    own, mapped = (int(fields[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


def _disk_mb(version: Path) -> dict[str, float]:
    parts = {
        "dense": "dense.*",
        "vectors": "vectors.npy",
        "words": "lexical/*/*",
        "all": "**/*",
    }
    return {
        name: round(sum(f.stat().st_size for f in version.glob(part) if f.is_file()) / 2**20, 1)
        for name, part in parts.items()
    }
