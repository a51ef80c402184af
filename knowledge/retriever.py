"""Search any corpus of documents by meaning and by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import index_folder
from knowledge.chunking import passages_of
from knowledge.dense_index import DenseIndex
from knowledge.document import Document, Hit
from knowledge.encoders.load import load_encoder
from knowledge.encoders.protocol import Encoder, Vectors
from knowledge.errors import CorpusError, QueryError
from knowledge.fusion import LEXICAL_WEIGHT, Background, fuse
from knowledge.index_folder import Passages
from knowledge.lexical_index import LexicalIndex
from knowledge.settings import settings

Progress = Callable[[int, int], None]

#: Passages taken from each side before they are pooled to groups.
_CANDIDATES = 200
#: The encoder reads about 2,000 characters; more would only cost time.
MAX_QUERY_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The best passage of each group found: row numbers and both scores, equally long."""

    rows: NDArray[np.int64]
    dense: NDArray[np.float32]
    lexical: NDArray[np.float32]


class Retriever:
    """Dense and lexical search over one corpus, fused, pooled to groups.

    Build with :meth:`build` or :meth:`load`. Reading threads may share one.
    """

    def __init__(
        self,
        encoder: Encoder,
        passages: Passages,
        dense: DenseIndex,
        lexical: LexicalIndex,
        background: Background,
    ) -> None:
        self._encoder = encoder
        self._passages = passages
        self._dense = dense
        self._lexical = lexical
        self._background = background
        self._rows_by_region: dict[str, NDArray[np.int64]] = {}

    @classmethod
    def build(
        cls,
        documents: Iterable[Document],
        *,
        encoder: Encoder | None = None,
        known: dict[bytes, NDArray[np.float32]] | None = None,
        progress: Progress | None = None,
    ) -> Retriever:
        """Index a corpus in memory.

        Args:
            documents: Any corpus, at least one document with text.
            encoder: Default: the configured one.
            known: Vectors of passages met before, by :func:`index_folder.passage_key`; only the
                others are encoded.
            progress: Called with (passages encoded, passages to encode).

        Raises:
            CorpusError: The corpus is empty or an id stands twice.
        """
        encoder = encoder or load_encoder(settings())
        passages = _passages(list(documents))
        vectors = _encode(encoder, passages, known or {}, progress)
        return cls(
            encoder,
            passages,
            DenseIndex(vectors),
            LexicalIndex.build(passages.texts, passages.languages),
            Background.measure(vectors),
        )

    def save(self, folder: Path, *, fingerprint: str = "") -> None:
        """Write to ``folder``; a reader sees the old index or the new one, never half of one."""
        index_folder.write(
            folder,
            index_folder.Stored(
                encoder=self._encoder.name,
                fingerprint=fingerprint,
                passages=self._passages,
                dense=self._dense,
                lexical=self._lexical,
                background=self._background,
            ),
        )

    @classmethod
    def load(
        cls, folder: Path, *, encoder: Encoder | None = None, fingerprint: str | None = None
    ) -> Retriever:
        """Read an index that :meth:`save` wrote.

        Raises:
            IndexMismatchError: It is missing, damaged, made with another encoder, or its
                fingerprint is not the one given.
        """
        encoder = encoder or load_encoder(settings())
        stored = index_folder.read(folder, encoder=encoder.name, fingerprint=fingerprint)
        return cls(encoder, stored.passages, stored.dense, stored.lexical, stored.background)

    def known_vectors(self) -> dict[bytes, NDArray[np.float32]]:
        """Vector of each passage by its key, for :meth:`build` of a changed corpus."""
        return dict(zip(self._passages.keys(), self._dense.vectors, strict=True))

    def search(
        self,
        query: str,
        top_k: int = 10,
        *,
        language: str | None = None,
        region: str | None = None,
        lexical_weight: float = LEXICAL_WEIGHT,
    ) -> list[Hit]:
        """The groups that answer ``query`` best, best first.

        Args:
            query: A question in any language; only its first 10,000 characters count.
            top_k: At most so many hits, at least 1.
            language: Its language, for stemming; None compares by meaning alone.
            region: Only documents that hold there; None means all.
            lexical_weight: Deviations a full lexical match is worth; 0 switches words off.

        Raises:
            QueryError: The query has no letter or digit, or ``top_k`` is below 1.
        """
        if top_k < 1:
            raise QueryError(f"top_k is {top_k}.", "Ask for at least 1 hit.")
        query = query[:MAX_QUERY_CHARACTERS].strip()
        if not any(character.isalnum() for character in query):
            raise QueryError("The query has no words.", "Ask a question in words.")
        vector = self._encoder.encode_queries([query])[0]
        found = self._candidates(vector, query, language, region)
        fused = fuse(found.dense, found.lexical, self._background, lexical_weight)
        return self._hits(found, fused, top_k)

    def _candidates(
        self, vector: Vectors, query: str, language: str | None, region: str | None
    ) -> _Candidates:
        allowed = None if region is None else self._rows_of(region)
        near, _ = self._dense.search(vector, _CANDIDATES, allowed)
        coverage = self._lexical.coverage(query, language)
        worded = np.argsort(-coverage, kind="stable")[:_CANDIDATES]
        worded = worded[coverage[worded] > 0]
        if allowed is not None:
            worded = worded[np.isin(worded, allowed)]
        rows = np.union1d(near, worded)
        return _Candidates(rows, self._dense.similarities(vector, rows), coverage[rows])

    def _rows_of(self, region: str) -> NDArray[np.int64]:
        if region not in self._rows_by_region:
            self._rows_by_region[region] = self._passages.rows_in(region)
        return self._rows_by_region[region]

    def _hits(self, found: _Candidates, fused: NDArray[np.float32], top_k: int) -> list[Hit]:
        """Pool passages to groups: a group is as good as its best passage on each side."""
        best: dict[str, Hit] = {}
        for position in np.argsort(-fused, kind="stable"):
            document = self._passages.document_of(int(found.rows[position]))
            if document.group in best:
                continue
            best[document.group] = Hit(
                id=document.group,
                score=float(fused[position]),
                dense=float(found.dense[position]),
                lexical=float(found.lexical[position]),
                document=document.id,
            )
            if len(best) == top_k:
                break
        return list(best.values())


def _passages(documents: Sequence[Document]) -> Passages:
    texts: list[str] = []
    owners: list[int] = []
    seen: set[str] = set()
    for number, document in enumerate(documents):
        if not document.id or document.id in seen:
            raise CorpusError(
                f"The document id {document.id!r} is empty or stands twice.",
                "Give every document an id of its own; use `group` for versions of the same one.",
            )
        seen.add(document.id)
        pieces = [piece for piece in passages_of(document) if piece.strip()]
        texts.extend(pieces)
        owners.extend([number] * len(pieces))
    if not texts:
        raise CorpusError("The corpus holds no text.", "Add at least one document with text.")
    return Passages.of(documents, texts, owners)


def _encode(
    encoder: Encoder,
    passages: Passages,
    known: dict[bytes, NDArray[np.float32]],
    progress: Progress | None,
) -> Vectors:
    """Vectors of all passages, shape (n_passages, dimension); a text is encoded once."""
    keys = passages.keys()
    missing = {
        key: text for key, text in zip(keys, passages.texts, strict=True) if key not in known
    }
    if missing:
        fresh = encoder.encode_passages(list(missing.values()), progress=progress)
        known = {**known, **dict(zip(missing, fresh, strict=True))}
    return np.stack([known[key] for key in keys]).astype(np.float32)
