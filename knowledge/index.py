"""Everything a search looks at, derived from passages and their vectors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.dense_index import EXACT_UP_TO, DenseIndex
from knowledge.fusion import Background
from knowledge.group_ranking import MIN_GROUPS, GroupRanking
from knowledge.lexical_index import LexicalIndex
from knowledge.passages import Passages
from knowledge.sound_index import SoundIndex
from knowledge.space import Space
from knowledge.topic_model import TopicModel

#: Share of the passages that may have come or gone since space, background and lists were measured
#: on them; then all are measured anew.
STALE_SHARE = 0.2


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
        ranking: What ranks groups that vote; None where passages do not, where groups are few, or
            where there are too many passages to compare each.
        changes: Passages that came or went since space, background and lists were measured.
    """

    passages: Passages
    vectors: NDArray[np.float32]
    space: Space
    dense: DenseIndex
    lexical: LexicalIndex
    background: Background
    pool: int
    ranking: GroupRanking | None = None
    changes: int = 0

    @classmethod
    def of(
        cls,
        passages: Passages,
        vectors: NDArray[np.float32],
        *,
        pool: int,
        exact_up_to: int = EXACT_UP_TO,
    ) -> Index:
        """Index passages; ``vectors`` has a row for each of them."""
        lexical = LexicalIndex.build(passages.texts, passages.languages)
        return cls._measured(passages, vectors, lexical, pool=pool, exact_up_to=exact_up_to)

    @classmethod
    def _measured(
        cls,
        passages: Passages,
        vectors: NDArray[np.float32],
        lexical: LexicalIndex,
        *,
        pool: int,
        exact_up_to: int,
    ) -> Index:
        groups = passages.group_numbers if pool > 1 else None
        space = Space.measure(vectors, passages.languages, groups)
        compared = space.passages(vectors, passages.languages)
        dense = DenseIndex(compared, exact_up_to=exact_up_to)
        ranking = None
        if groups is not None and dense.exact and int(groups.max()) + 1 >= MIN_GROUPS:
            ranking = GroupRanking(
                groups,
                pool=pool,
                sound=SoundIndex.build(passages.texts),
                topics=TopicModel.train(compared, groups),
            )
        return cls(
            passages=passages,
            vectors=vectors,
            space=space,
            dense=dense,
            lexical=lexical,
            background=Background.measure(compared),
            pool=pool,
            ranking=ranking,
        )

    def unlearned(self, language: str) -> Index:
        """The same index, whose topic model has not seen the passages of one language."""
        if self.ranking is None:
            return self
        languages = np.array(self.passages.languages)
        rows = np.flatnonzero(languages != language)
        compared = self.space.passages(self.vectors[rows], list(languages[rows]))
        topics = TopicModel.train(compared, self.passages.group_numbers[rows])
        return replace(self, ranking=self.ranking.with_topics(topics))

    def changed(self, gone: Collection[str], more: Passages, vectors: NDArray[np.float32]) -> Index:
        """The corpus without some documents and then with more; this index stays as it is.

        A small corpus is measured anew, which takes a moment and makes the result that of a fresh
        build. A large one keeps its space, background and lists until :data:`STALE_SHARE` of it
        has changed; words count exactly either way.

        Args:
            gone: Ids of documents to take out; one that is not there changes nothing.
            more: Passages of documents to add.
            vectors: Of ``more``, as the encoder gave them.
        """
        keep, passages = self.passages.changed(gone, more)
        lexical = self.lexical.changed(keep, more.texts, more.languages)
        changes = self.changes + len(self.vectors) - len(keep) + len(vectors)
        everything = np.concatenate([self.vectors[keep], vectors])
        if self.dense.exact or changes > STALE_SHARE * len(everything):
            return self._measured(
                passages,
                everything,
                lexical,
                pool=self.pool,
                exact_up_to=self.dense.exact_up_to,
            )
        compared = self.space.passages(vectors, more.languages) if len(vectors) else vectors
        return replace(
            self,
            passages=passages,
            vectors=everything,
            dense=self.dense.changed(keep, compared),
            lexical=lexical,
            changes=changes,
        )
