"""Search a corpus by its groups: every passage is compared, every group gets all its evidence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Hit
from knowledge.group_ranking import Evidence, Weights
from knowledge.index import Index

Scores = NDArray[np.float32]


def evidence(
    index: Index,
    texts: Mapping[str, float],
    vector: Scores,
    *,
    language: str | None,
    allowed: NDArray[np.bool_] | None,
    local: NDArray[np.bool_],
) -> Evidence:
    """Evidence for each group.

    Args:
        index: Of a corpus whose groups are ranked.
        texts: Searched for as one, with their shares.
        vector: Of all of them, in the compared space, shape (dimension,).
        language: Of the query; None or one that the corpus does not have compares no words.
        allowed: Whether each passage may be chosen, shape (n_passages,); None means all.
        local: Whether each group is about the asker's region, shape (n_groups,).
    """
    ranking = index.ranking
    if ranking is None:
        raise ValueError("the groups of this corpus are not ranked")
    deviations = index.background.deviations(index.dense.all_similarities(vector))
    if allowed is not None:
        deviations = np.where(allowed, deviations, np.float32(-np.inf))
    coverage = np.zeros(len(deviations), np.float32)
    for text, share in texts.items():
        rows, covered = index.lexical.match(text, language).everywhere()
        coverage[rows] += np.float32(share) * covered
    sounds = ranking.sound.similarities(texts)
    return ranking.evidence(
        vector,
        deviations,
        coverage,
        sounds,
        local=local,
        central=index.passages.central,
        out_of_scope=index.passages.out_of_scope,
    )


def hits(index: Index, found: Evidence, weights: Weights, top_k: int) -> list[Hit]:
    """The best groups, best first; none if no group is allowed."""
    if not found.allowed.any():
        return []
    fused = found.fused(weights)
    shares = found.shares(weights)
    best = np.argsort(-fused, kind="stable")[: min(top_k, int(found.allowed.sum()))]
    documents = [index.passages.document_of(int(row)) for row in found.nearest[best]]
    return [
        Hit(
            id=document.group,
            score=float(fused[group]),
            share=float(shares[group]),
            dense=float(found.meaning[group]),
            lexical=float(found.words[group]),
            sound=float(found.sound[group]),
            document=document.id,
        )
        for group, document in zip(best, documents, strict=True)
    ]
