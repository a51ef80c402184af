"""Two runs side by side, over the questions that both asked with the same words and labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.evaluation.bootstrap import Estimate, difference
from knowledge.evaluation.records import Record
from knowledge.evaluation.runs import Run


@dataclass(frozen=True, slots=True)
class Change:
    """One question before and after."""

    before: Record
    after: Record


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since an earlier run.

    Attributes:
        before: Name of the earlier run.
        pairs: Every question that both runs asked.
        recall_1: Mean change of recall@1 over the answerable ones.
        served: Mean change of the share served.
        better: Pairs served now and not before.
        worse: Pairs served before and not now.
    """

    before: str
    pairs: tuple[Change, ...]
    recall_1: Estimate
    served: Estimate
    better: tuple[Change, ...]
    worse: tuple[Change, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare question by question; those that changed or are in one run only are left out."""
    earlier = {record.question: record for record in before.records}
    pairs = tuple(
        Change(earlier[record.question], record)
        for record in after.records
        if record.question in earlier
    )
    answerable = [pair for pair in pairs if pair.after.question.answerable]
    return Comparison(
        before=before.name,
        pairs=pairs,
        recall_1=_change(answerable, lambda record: record.first_right),
        served=_change(pairs, lambda record: record.served),
        better=tuple(pair for pair in pairs if pair.after.served and not pair.before.served),
        worse=tuple(pair for pair in pairs if pair.before.served and not pair.after.served),
    )


def _change(pairs: Sequence[Change], right: Callable[[Record], bool]) -> Estimate:
    return difference(
        np.array([right(pair.before) for pair in pairs], float),
        np.array([right(pair.after) for pair in pairs], float),
    )
