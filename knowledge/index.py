"""Everything a search looks at, derived from passages and their vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.centring import LanguageCentring
from knowledge.dense_index import DenseIndex
from knowledge.fusion import Background
from knowledge.lexical_index import LexicalIndex
from knowledge.passages import Passages


@dataclass(frozen=True, slots=True)
class Index:
    """A searchable corpus.

    Attributes:
        passages: Texts and their owners; position is the row number everywhere.
        vectors: As the encoder gave them, shape (n_passages, dimension); a rebuild reuses them.
        centring: Takes the language out of vectors.
        dense: Over centred vectors.
        lexical: Over the texts, by language.
        background: What unrelated passages reach.
        pool: Passages of a group that vote on its score, at least 1.
    """

    passages: Passages
    vectors: NDArray[np.float32]
    centring: LanguageCentring
    dense: DenseIndex
    lexical: LexicalIndex
    background: Background
    pool: int

    @classmethod
    def of(cls, passages: Passages, vectors: NDArray[np.float32], *, pool: int) -> Index:
        """Index passages; ``vectors`` has a row for each of them."""
        centring = LanguageCentring.measure(vectors, passages.languages)
        centred = centring.passages(vectors, passages.languages)
        return cls(
            passages=passages,
            vectors=vectors,
            centring=centring,
            dense=DenseIndex(centred),
            lexical=LexicalIndex.build(passages.texts, passages.languages),
            background=Background.measure(centred),
            pool=pool,
        )
