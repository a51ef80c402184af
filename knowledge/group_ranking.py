"""Rank the groups of a corpus whose passages all say what their group is about, such as articles.

Seven pieces of evidence are weighed for each group: how near its best dozen passages are in
meaning, how many of the query's words its best passage holds, how much its best passage and its
best dozen sound like the query, what the topic model says, whether it is about the asker's part of
the country, and whether it is asked for most. The weights are chosen together by
`fanal knowledge tune`, which makes the right group of each development question as probable as it
can: they stand in ``knowledge/fusion.json`` with what they were measured on.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.sound_index import SoundIndex
from knowledge.topic_model import TopicModel

Scores = NDArray[np.float32]

WEIGHTS_FILE = Path(__file__).with_name("fusion.json")
#: Fewer groups tell too little about what tells groups apart.
MIN_GROUPS = 20
#: Likeness in sound below which even the best group hardly sounds like the query.
_QUIET = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each piece of evidence is worth; 0 switches it off.

    Attributes:
        meaning: Of mean cosine, in deviations above unrelated passages.
        words: Of coverage, 0.0 to 1.0.
        sound: Of the best passage's similarity in sound, 0.0 to 1.0.
        sounds: Of the mean similarity in sound of the best dozen, beside that of the group where
            it is highest, 0.0 to below 1.0: a name that stands in every language would weigh on
            its own otherwise.
        topic: Of the topic model's score, as it comes.
        local: Of holding in few regions, the asker's among them: who says where they live more
            often means what is special there than what holds everywhere.
        central: Of being one of the groups that people ask for most.
    """

    meaning: float
    words: float
    sound: float
    sounds: float
    topic: float
    local: float
    central: float

    @classmethod
    def load(cls, file: Path = WEIGHTS_FILE) -> Weights:
        """Read the file that ``fanal knowledge tune`` writes."""
        return cls(**json.loads(file.read_text(encoding="utf-8"))["weights"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each group.

    Attributes:
        rows: In the order of :class:`Weights`, shape (7, n_groups).
        allowed: Whether each group may be chosen, shape (n_groups,).
        out_of_scope: Whether it may not because it is about something else, same shape.
        nearest: Row of the group's passage that is nearest in meaning, shape (n_groups,).
    """

    rows: Scores
    allowed: NDArray[np.bool_]
    out_of_scope: NDArray[np.bool_]
    nearest: NDArray[np.int64]

    @property
    def meaning(self) -> Scores:
        """Mean nearness of each group's best passages, in deviations."""
        result: Scores = self.rows[0]
        return result

    @property
    def words(self) -> Scores:
        """Share of the query's words that each group's best passage holds."""
        result: Scores = self.rows[1]
        return result

    @property
    def sound(self) -> Scores:
        """How much each group's best passage sounds like the query."""
        result: Scores = self.rows[2]
        return result

    def fused(self, weights: Weights) -> Scores:
        """Weighted sum, shape (n_groups,), minus infinity where not allowed."""
        return np.where(self.allowed, self._sums(weights), np.float32(-np.inf))

    def shares(self, weights: Weights) -> Scores:
        """How probable each group is, if one that is allowed or out of scope is right.

        The softmax of the weighted sums, shape (n_groups,).
        """
        sums = np.where(self.allowed | self.out_of_scope, self._sums(weights), -np.inf)
        powers = np.exp(sums - sums.max())
        shares: Scores = powers / powers.sum()
        return shares

    def _sums(self, weights: Weights) -> Scores:
        result: Scores = np.array(astuple(weights), np.float32) @ self.rows
        return result


class GroupRanking:
    """What ranking groups needs beside the index of passages.

    Args:
        groups: Number of each passage's group, 0 to n_groups - 1, shape (n_passages,).
        pool: Passages of a group that vote on its score.
        sound: Over all passages.
        topics: Over all groups.
    """

    def __init__(
        self, groups: NDArray[np.int64], *, pool: int, sound: SoundIndex, topics: TopicModel
    ) -> None:
        self.sound = sound
        self.topics = topics
        self._groups = groups
        self._pool = pool
        self._members, self._filled = _members(groups)

    def with_topics(self, topics: TopicModel) -> GroupRanking:
        """The same with another topic model."""
        return GroupRanking(self._groups, pool=self._pool, sound=self.sound, topics=topics)

    def evidence(
        self,
        vector: Scores,
        deviations: Scores,
        coverage: Scores,
        likeness: Scores,
        *,
        local: NDArray[np.bool_],
        central: NDArray[np.bool_],
        out_of_scope: NDArray[np.bool_],
    ) -> Evidence:
        """Evidence for each group.

        Args:
            vector: The query in the compared space, shape (dimension,).
            deviations: Its nearness to each passage in meaning, shape (n_passages,); minus
                infinity for a passage that may not be chosen.
            coverage: Share of its words that each passage holds, same shape.
            likeness: How much each passage sounds like it, same shape.
            local: Whether each group is about the asker's region, shape (n_groups,).
            central: Whether it is one of those that people ask for most, same shape.
            out_of_scope: Whether it is about something else than the corpus, same shape.
        """
        allowed = np.isfinite(deviations)
        by_sound = self._of_groups(np.where(allowed, likeness, 0.0))
        by_meaning = self._of_groups(deviations)
        meaning = self._best_mean(by_meaning)
        sounds = self._best_mean(by_sound)
        known = np.isfinite(meaning)
        rows = (
            np.where(known, meaning, 0.0),
            self._of_groups(np.where(allowed, coverage, 0.0)).max(axis=1),
            by_sound.max(axis=1),
            sounds / (sounds.max() + _QUIET),
            self.topics.scores(vector),
            local,
            central,
        )
        nearest = self._members[np.arange(len(known)), np.argmax(by_meaning, axis=1)]
        stacked = np.stack(rows).astype(np.float32)
        return Evidence(stacked, known & ~out_of_scope, known & out_of_scope, nearest)

    def _of_groups(self, scores: Scores) -> Scores:
        """Scores of passages, one row a group, short rows filled with minus infinity."""
        result: Scores = np.where(self._filled, scores[self._members], -np.inf)
        return result

    def _best_mean(self, scores: Scores) -> Scores:
        """Mean of the best few of each row, minus infinity if there are none."""
        pool = min(self._pool, scores.shape[1])
        best = np.partition(scores, -pool, axis=1)[:, -pool:]
        there = np.isfinite(best)
        counts = there.sum(axis=1)
        sums = best.sum(axis=1, where=there)
        result: Scores = np.where(counts > 0, sums / np.maximum(counts, 1), -np.inf)
        return result


def _members(groups: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Rows of each group, padded to the largest one, and which of them are no padding."""
    sizes = np.bincount(groups)
    filled = np.arange(sizes.max())[None, :] < sizes[:, None]
    members = np.zeros(filled.shape, np.int64)
    members[filled] = np.argsort(groups, kind="stable")
    return members, filled
