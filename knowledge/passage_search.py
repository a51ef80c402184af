"""Search a corpus passage by passage: candidates by meaning and by words, pooled to groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Hit
from knowledge.fusion import LEXICAL_WEIGHT, fuse
from knowledge.index import Index
from knowledge.word_match import WordMatch

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: Passages taken from each side before they are pooled to groups.
_CANDIDATES = 200
#: Passages taken from each other language because they share names with the query.
_NAMED = 20
#: Groups of a corpus too large to compare whole whose passages all vote.
_POOLED_GROUPS = 20


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Passages found: row numbers, cosines, coverage and fused scores, equally long."""

    rows: Rows
    dense: Scores
    lexical: Scores
    fused: Scores


@dataclass(frozen=True, slots=True)
class _Query:
    """What is searched for, by meaning and by words, and what its words weigh.

    Passages ``named``, of other languages, cover ``shared`` of it by names.
    """

    vector: Scores
    language: str | None
    words: WordMatch
    named: Rows
    shared: Scores
    lexical_weight: float


def search(
    index: Index,
    query: str,
    vector: Scores,
    *,
    language: str | None,
    allowed: Mask | None,
    lexical_weight: float = LEXICAL_WEIGHT,
    top_k: int = 10,
) -> list[Hit]:
    """The best groups, best first.

    Args:
        index: Of any corpus.
        query: The text searched for.
        vector: It in the compared space, shape (dimension,).
        language: Of the query; with passages of other languages only names are compared.
        allowed: Whether each passage may be chosen, shape (n_passages,); None means all.
        lexical_weight: Deviations a full lexical match is worth; 0 switches words off.
        top_k: At most so many hits.
    """
    words = index.lexical.match(query, language)
    named, shared = index.lexical.names(query, language, _NAMED, allowed)
    asked = _Query(vector, language, words, named, shared, lexical_weight)
    return _hits(index, _candidates(index, asked, allowed), top_k)


def _candidates(index: Index, query: _Query, allowed: Mask | None) -> _Candidates:
    near, _ = index.dense.search(query.vector, _CANDIDATES, allowed)
    worded, _ = query.words.best(_CANDIDATES, allowed)
    rows = np.union1d(near, np.concatenate([worded, query.named]))
    if index.pool > 1:
        if not index.dense.exact:
            rows = _of_best_groups(index, _scored(index, query, rows))
        rows = index.passages.rows_of_groups(rows)
        rows = rows if allowed is None else rows[allowed[rows]]
    return _scored(index, query, rows)


def _scored(index: Index, query: _Query, rows: Rows) -> _Candidates:
    """All that is known of ``rows``, ascending."""
    dense = index.dense.similarities(query.vector, rows)
    lexical = query.words.coverage(rows)
    there = np.isin(query.named, rows)
    lexical[np.searchsorted(rows, query.named[there])] = query.shared[there]
    silent = index.passages.silent_in(query.language)[index.passages.group_numbers[rows]]
    fused = fuse(dense, lexical, silent, index.background, query.lexical_weight)
    return _Candidates(rows, dense, lexical, fused)


def _of_best_groups(index: Index, found: _Candidates) -> Rows:
    """The best passage of each of the best groups: all of a large corpus would be too many."""
    rows = found.rows[np.argsort(-found.fused, kind="stable")]
    _, first = np.unique(index.passages.group_numbers[rows], return_index=True)
    best: Rows = rows[np.sort(first)[:_POOLED_GROUPS]]
    return best


def _hits(index: Index, found: _Candidates, top_k: int) -> list[Hit]:
    """Pool passages to groups: the best one and the mean of the best few count half each."""
    if len(found.rows) == 0:
        return []
    fused = found.fused
    groups = index.passages.group_numbers[found.rows]
    # By group, and within it the best passage first.
    order = np.lexsort((-fused, groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    votes = np.arange(len(order)) - np.repeat(starts, sizes) < index.pool
    totals = np.add.reduceat(np.where(votes, fused[order], 0.0), starts)
    best = order[starts]
    scores = 0.5 * fused[best] + 0.5 * totals / np.minimum(sizes, index.pool)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    chosen = np.lexsort((-fused[best], -scores))[:top_k]
    deviations = index.background.deviations(found.dense[best])
    documents = [index.passages.document_of(int(row)) for row in found.rows[best[chosen]]]
    return [
        Hit(
            id=document.group,
            score=float(scores[group]),
            share=float(shares[group]),
            dense=float(deviations[group]),
            lexical=float(found.lexical[best[group]]),
            sound=0.0,
            document=document.id,
        )
        for group, document in zip(chosen, documents, strict=True)
    ]
