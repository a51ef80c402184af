"""Everything a search looks at, derived from passages and their vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.dense_index import DenseIndex
from knowledge.fusion import Background
from knowledge.lexical_index import LexicalIndex
from knowledge.passages import Passages
from knowledge.space import Space


@dataclass(frozen=True, slots=True)
class Index:
    """A searchable corpus.

    Attributes:
        passages: Texts and their owners; position is the row number everywhere.
        vectors: As the encoder gave them, shape (n_passages, dimension); a rebuild reuses them.
        space: In which vectors are compared.
        dense: Over vectors of that space.
        lexical: Over the texts, by language.
        background: What unrelated passages reach.
        pool: Passages of a group that vote on its score, at least 1.
    """

    passages: Passages
    vectors: NDArray[np.float32]
    space: Space
    dense: DenseIndex
    lexical: LexicalIndex
    background: Background
    pool: int

    @classmethod
    def of(cls, passages: Passages, vectors: NDArray[np.float32], *, pool: int) -> Index:
        """Index passages; ``vectors`` has a row for each of them."""
        groups = passages.group_numbers if pool > 1 else None
        space = Space.measure(vectors, passages.languages, groups)
        compared = space.passages(vectors, passages.languages)
        return cls(
            passages=passages,
            vectors=vectors,
            space=space,
            dense=DenseIndex(compared),
            lexical=LexicalIndex.build(passages.texts, passages.languages),
            background=Background.measure(compared),
            pool=pool,
        )
