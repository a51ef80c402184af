"""The passages of a corpus, and which document and group each belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Document

#: Of four: what Flanders and Brussels share is still about them, what three share is not.
_LOCAL_REGIONS = 2


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a search needs of a document once its passages are indexed."""

    id: str
    group: str
    language: str
    regions: tuple[str, ...]
    central: bool = False
    out_of_scope: bool = False


@dataclass(frozen=True)
class Passages:
    """All passages of a corpus; position in ``texts`` is the row number everywhere."""

    documents: tuple[DocumentInfo, ...]
    texts: Sequence[str]
    owners: NDArray[np.int64]

    @classmethod
    def of(
        cls, documents: Sequence[Document], texts: Sequence[str], owners: Sequence[int]
    ) -> Passages:
        """Passages ``texts``, each owned by ``documents[owner]``."""
        infos = (
            DocumentInfo(d.id, d.group_id, d.language, d.regions, d.central, d.out_of_scope)
            for d in documents
        )
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
        by_group, starts = self._by_group
        wanted = np.unique(self.group_numbers[rows])
        members = [by_group[starts[group] : starts[group + 1]] for group in wanted]
        return np.sort(np.concatenate([rows[:0], *members]))

    @cached_property
    def _by_group(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows in the order of their groups, and where each group begins among them."""
        order = np.argsort(self.group_numbers, kind="stable")
        sizes = np.bincount(self.group_numbers)
        return order, np.concatenate([[0], np.cumsum(sizes)])

    @cached_property
    def group_numbers(self) -> NDArray[np.int64]:
        """A number for the group of each passage, shape (n_passages,)."""
        numbered: NDArray[np.int64] = self._groups_of_documents[self.owners]
        return numbered

    def holding_in(self, region: str) -> NDArray[np.bool_]:
        """Whether each passage's document holds in ``region``; no regions means everywhere."""
        holds = np.array([not d.regions or region in d.regions for d in self.documents], np.bool_)
        result: NDArray[np.bool_] = holds[self.owners]
        return result

    def local_to(self, region: str | None) -> NDArray[np.bool_]:
        """Whether each group holds in ``region`` and at most one more, shape (n_groups,)."""
        return np.array(
            [region in d.regions and len(d.regions) <= _LOCAL_REGIONS for d in self._groups],
            np.bool_,
        )

    @cached_property
    def central(self) -> NDArray[np.bool_]:
        """Whether each group is one of those that people ask for most, shape (n_groups,)."""
        return np.array([document.central for document in self._groups], np.bool_)

    @cached_property
    def out_of_scope(self) -> NDArray[np.bool_]:
        """Whether each group is about something else than the corpus, shape (n_groups,)."""
        return np.array([document.out_of_scope for document in self._groups], np.bool_)

    def silent_in(self, language: str | None) -> NDArray[np.bool_]:
        """Whether each group has no document in ``language``, shape (n_groups,)."""
        numbers = self._groups_by_language.get(language or "", np.empty(0, np.int64))
        silent = np.ones(len(self._groups), np.bool_)
        silent[numbers] = False
        return silent

    @cached_property
    def _groups_by_language(self) -> dict[str, NDArray[np.int64]]:
        languages = np.array([document.language for document in self.documents], np.str_)
        return {
            str(language): self._groups_of_documents[languages == language]
            for language in np.unique(languages)
        }

    @cached_property
    def _groups_of_documents(self) -> NDArray[np.int64]:
        """A number for the group of each document, shape (n_documents,)."""
        numbers = {document.group: number for number, document in enumerate(self._groups)}
        return np.array([numbers[document.group] for document in self.documents], np.int64)

    @cached_property
    def _groups(self) -> list[DocumentInfo]:
        """A document of each group, by the group's number."""
        return list({document.group: document for document in self.documents}.values())

    def owned_by(self, ids: Collection[str]) -> NDArray[np.bool_]:
        """Whether each passage belongs to one of the documents ``ids``."""
        owned = np.array([d.id in ids for d in self.documents], np.bool_)
        result: NDArray[np.bool_] = owned[self.owners]
        return result

    def changed(self, gone: Collection[str], more: Passages) -> tuple[NDArray[np.int64], Passages]:
        """Without the documents whose ids are ``gone``, then ``more``.

        Returns:
            The rows that stay, ascending, and the passages from now on: those first.
        """
        keep = np.flatnonzero(~self.owned_by(gone)).astype(np.int64)
        stays = np.array([d.id not in gone for d in self.documents], np.bool_)
        documents = tuple(compress(self.documents, stays))
        owners = (np.cumsum(stays) - 1)[self.owners[keep]]
        return keep, Passages(
            documents=(*documents, *more.documents),
            texts=(*(self.texts[row] for row in keep), *more.texts),
            owners=np.concatenate([owners, more.owners + len(documents)]),
        )

    def keys(self) -> list[bytes]:
        """Key of each passage's text."""
        return [passage_key(text) for text in self.texts]


def passage_key(text: str) -> bytes:
    """Sixteen bytes that stand for a passage's text."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
