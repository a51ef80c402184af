"""Search any corpus of documents by meaning and by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import index_folder
from knowledge.chunking import passages_of
from knowledge.document import Document, Hit
from knowledge.encoders.load import load_encoder
from knowledge.encoders.protocol import Encoder, Vectors
from knowledge.errors import CorpusError, QueryError
from knowledge.fusion import LEXICAL_WEIGHT, fuse
from knowledge.index import Index
from knowledge.language_id import LanguageIdentifier
from knowledge.passages import Passages
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

    def __init__(self, encoder: Encoder, index: Index) -> None:
        self._encoder = encoder
        self._index = index
        self._rows_by_region: dict[str, NDArray[np.int64]] = {}

    @classmethod
    def build(
        cls,
        documents: Iterable[Document],
        *,
        encoder: Encoder | None = None,
        known: dict[bytes, NDArray[np.float32]] | None = None,
        pool: int = 1,
        progress: Progress | None = None,
    ) -> Retriever:
        """Index a corpus in memory.

        Args:
            documents: Any corpus, at least one document with text.
            encoder: Default: the configured one.
            known: Vectors of passages met before, by :func:`passage_key`; only the
                others are encoded.
            pool: Passages of a group that vote on its score. 1 suits long texts, of which one place
                answers; more suits groups whose passages all say what the group is about.
            progress: Called with (passages encoded, passages to encode).

        Raises:
            CorpusError: The corpus is empty or an id stands twice.
        """
        encoder = encoder or load_encoder(settings())
        passages = _passages(list(documents))
        vectors = _encode(encoder, passages, known or {}, progress)
        return cls(encoder, Index.of(passages, vectors, pool=pool))

    def save(self, folder: Path, *, fingerprint: str = "") -> None:
        """Write to ``folder``; a reader sees the old index or the new one, never half of one."""
        index_folder.write(folder, self._index, encoder=self._encoder.name, fingerprint=fingerprint)

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
        return cls(
            encoder, index_folder.read(folder, encoder=encoder.name, fingerprint=fingerprint)
        )

    def known_vectors(self) -> dict[bytes, NDArray[np.float32]]:
        """Vector of each passage by its key, for :meth:`build` of a changed corpus."""
        return dict(zip(self._index.passages.keys(), self._index.vectors, strict=True))

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
            language: Its language. None: the corpus's own if it has one, else guessed. One that the
                corpus does not have is compared by meaning alone.
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
        language = language or self._language_of(query)
        vector = self._index.space.query(self._encoder.encode_queries([query])[0], language)
        found = self._candidates(vector, query, language, region)
        fused = fuse(found.dense, found.lexical, self._index.background, lexical_weight)
        return self._hits(found, fused, top_k)

    def _language_of(self, query: str) -> str | None:
        languages = self._index.lexical.languages
        return languages[0] if len(languages) == 1 else _identifier().identify(query).language

    def _candidates(
        self, vector: Vectors, query: str, language: str | None, region: str | None
    ) -> _Candidates:
        allowed = None if region is None else self._rows_of(region)
        near, _ = self._index.dense.search(vector, _CANDIDATES, allowed)
        coverage = self._index.lexical.coverage(query, language)
        worded = np.argsort(-coverage, kind="stable")[:_CANDIDATES]
        worded = worded[coverage[worded] > 0]
        if allowed is not None:
            worded = worded[np.isin(worded, allowed)]
        rows = np.union1d(near, worded)
        if self._index.pool > 1:
            rows = self._index.passages.rows_of_groups(rows)
            rows = rows if allowed is None else np.intersect1d(rows, allowed)
        return _Candidates(rows, self._index.dense.similarities(vector, rows), coverage[rows])

    def _rows_of(self, region: str) -> NDArray[np.int64]:
        if region not in self._rows_by_region:
            self._rows_by_region[region] = self._index.passages.rows_in(region)
        return self._rows_by_region[region]

    def _hits(self, found: _Candidates, fused: NDArray[np.float32], top_k: int) -> list[Hit]:
        """Pool passages to groups: the best one and the mean of the best few count half each."""
        by_group: dict[str, list[int]] = {}
        for position in np.argsort(-fused, kind="stable"):
            group = self._index.passages.document_of(int(found.rows[position])).group
            by_group.setdefault(group, []).append(int(position))
        hits = [
            Hit(
                id=group,
                score=float(0.5 * fused[best[0]] + 0.5 * fused[best[: self._index.pool]].mean()),
                dense=float(found.dense[best[0]]),
                lexical=float(found.lexical[best[0]]),
                document=self._index.passages.document_of(int(found.rows[best[0]])).id,
            )
            for group, best in by_group.items()
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:top_k]


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.load()


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
