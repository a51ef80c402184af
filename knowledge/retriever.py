"""Search any corpus of documents by meaning and by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import focus, group_search, index_folder, passage_search
from knowledge.chunking import passages_of
from knowledge.document import Document, Hit
from knowledge.encoders.load import load_encoder
from knowledge.encoders.protocol import Encoder, Vectors
from knowledge.errors import CorpusError, QueryError
from knowledge.fusion import LEXICAL_WEIGHT
from knowledge.group_ranking import Evidence, Weights
from knowledge.index import Index
from knowledge.language_id import LanguageIdentifier
from knowledge.passages import Passages, passage_key
from knowledge.settings import settings

Progress = Callable[[int, int], None]

#: The encoder reads about 2,000 characters; more would only cost time.
MAX_QUERY_CHARACTERS = 10_000


class Retriever:
    """Search over one corpus, by groups where they are ranked, else passage by passage.

    Build with :meth:`build` or :meth:`load`. Reading threads may share one.
    """

    def __init__(self, encoder: Encoder, index: Index) -> None:
        self._encoder = encoder
        self._index = index
        self._allowed_by_region: dict[str, NDArray[np.bool_]] = {}

    @property
    def index(self) -> Index:
        """What is searched."""
        return self._index

    def with_index(self, index: Index) -> Retriever:
        """Another index, searched with the same encoder."""
        return Retriever(self._encoder, index)

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

    def add(self, documents: Iterable[Document], *, progress: Progress | None = None) -> Retriever:
        """The corpus with more documents, of which only new texts are encoded; this one stays.

        A document whose id is there already replaces that one.

        Raises:
            CorpusError: The documents hold no text or an id stands twice among them.
        """
        passages = _passages(list(documents))
        ids = {document.id for document in passages.documents}
        old = self._index.passages
        replaced = np.flatnonzero(old.owned_by(ids))
        known = {passage_key(old.texts[row]): self._index.vectors[row] for row in replaced}
        vectors = _encode(self._encoder, passages, known, progress)
        return Retriever(self._encoder, self._index.changed(ids, passages, vectors))

    def remove(self, ids: Iterable[str]) -> Retriever:
        """The corpus without the documents of these ids; this one stays.

        Raises:
            CorpusError: There is no such document, or none would be left.
        """
        gone = set(ids)
        unknown = gone - {document.id for document in self._index.passages.documents}
        if unknown:
            raise CorpusError(
                f"The corpus has no document {min(unknown)!r}.", "Remove documents that it holds."
            )
        if self._index.passages.owned_by(gone).all():
            raise CorpusError("The corpus would hold no text.", "Leave at least one document.")
        vectors = self._index.vectors
        nothing = Passages((), (), np.empty(0, np.int64))
        return Retriever(self._encoder, self._index.changed(gone, nothing, vectors[:0]))

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
            lexical_weight: Deviations a full lexical match is worth where groups are not ranked by
                all their evidence; 0 switches words off.

        Raises:
            QueryError: The query has no letter or digit, or ``top_k`` is below 1.
        """
        if top_k < 1:
            raise QueryError(f"top_k is {top_k}.", "Ask for at least 1 hit.")
        query = query[:MAX_QUERY_CHARACTERS].strip()
        if not any(character.isalnum() for character in query):
            raise QueryError("The query has no words.", "Ask a question in words.")
        language = language or self._language_of(query)
        if self._index.ranking is not None:
            found = self.evidence(query, language=language, region=region)
            return group_search.hits(self._index, found, _weights(), top_k)
        return passage_search.search(
            self._index,
            query,
            self._index.space.query(self._encoder.encode_queries([query])[0], language),
            language=language,
            allowed=self._allowed(region),
            lexical_weight=lexical_weight,
            top_k=top_k,
        )

    def evidence(self, query: str, *, language: str | None, region: str | None) -> Evidence:
        """What speaks for each group of a corpus whose groups are ranked; one encoder call.

        Args:
            query: A text with words.
            language: Its language.
            region: Only documents that hold there; None means all.
        """
        texts = focus.parts(query)
        vectors = self._encoder.encode_queries(list(texts))
        vector = self._index.space.query(np.array([*texts.values()]) @ vectors, language)
        return group_search.evidence(
            self._index,
            texts,
            vector,
            language=language,
            allowed=self._allowed(region),
            local=self._index.passages.local_to(region),
        )

    def _language_of(self, query: str) -> str | None:
        languages = self._index.lexical.languages
        return languages[0] if len(languages) == 1 else _identifier().identify(query).language

    def _allowed(self, region: str | None) -> NDArray[np.bool_] | None:
        """Whether each passage holds in a region, shape (n_passages,); None where all may do."""
        if region is None:
            return None
        if region not in self._allowed_by_region:
            self._allowed_by_region[region] = self._index.passages.holding_in(region)
        return self._allowed_by_region[region]


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return Weights.load()


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
