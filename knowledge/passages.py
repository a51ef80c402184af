"""The passages of a corpus, and which document and group each belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Document


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a search needs of a document once its passages are indexed."""

    id: str
    group: str
    language: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Passages:
    """All passages of a corpus; position in ``texts`` is the row number everywhere."""

    documents: tuple[DocumentInfo, ...]
    texts: tuple[str, ...]
    owners: NDArray[np.int64]

    @classmethod
    def of(
        cls, documents: Sequence[Document], texts: Sequence[str], owners: Sequence[int]
    ) -> Passages:
        """Passages ``texts``, each owned by ``documents[owner]``."""
        infos = (DocumentInfo(d.id, d.group_id, d.language, d.regions) for d in documents)
        return cls(tuple(infos), tuple(texts), np.array(owners, np.int64))

    @cached_property
    def languages(self) -> list[str]:
        """Language of each passage."""
        return [self.documents[owner].language for owner in self.owners]

    def document_of(self, row: int) -> DocumentInfo:
        """The document that a passage belongs to."""
        return self.documents[int(self.owners[row])]

    def rows_of_groups(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """All rows of the groups that ``rows`` belong to, ascending."""
        wanted = np.unique(self.group_numbers[rows])
        return np.flatnonzero(np.isin(self.group_numbers, wanted)).astype(np.int64)

    @cached_property
    def group_numbers(self) -> NDArray[np.int64]:
        """A number for the group of each passage, shape (n_passages,)."""
        numbers = {
            group: n for n, group in enumerate(dict.fromkeys(d.group for d in self.documents))
        }
        by_document = np.array([numbers[d.group] for d in self.documents], np.int64)
        numbered: NDArray[np.int64] = by_document[self.owners]
        return numbered

    def rows_in(self, region: str) -> NDArray[np.int64]:
        """Rows of documents that hold in ``region``; no regions means everywhere."""
        holds = np.array([not d.regions or region in d.regions for d in self.documents])
        return np.flatnonzero(holds[self.owners]).astype(np.int64)

    def keys(self) -> list[bytes]:
        """Key of each passage's text."""
        return [passage_key(text) for text in self.texts]


def passage_key(text: str) -> bytes:
    """Sixteen bytes that stand for a passage's text."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
