"""From records to numbers, for a whole run and for its languages, styles and splits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from knowledge.evaluation import metrics
from knowledge.evaluation.bootstrap import UNKNOWN, Estimate, auroc, mean
from knowledge.evaluation.metrics import Bin, Floats
from knowledge.evaluation.records import Record

#: What the numbers of :class:`Summary` are called, in the order they are shown.
MEASURES = {
    "recall_1": "recall@1",
    "recall_5": "recall@5",
    "recall_10": "recall@10",
    "mrr": "MRR@10",
    "ndcg": "nDCG@10",
    "decision": "decision",
    "served": "served",
    "abstention": "abstention AUROC",
    "answerable": "answerable AUROC",
    "correctness": "correctness AUROC",
    "false_answers": "false answers",
    "refused": "refused",
    "region_errors": "region errors",
    "aurc": "AURC",
    "ece": "ECE",
}
#: Of these, less is better.
LESS_IS_BETTER = frozenset({"false_answers", "refused", "region_errors", "aurc", "ece"})


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a group of questions; docs/evaluation.md defines each.

    Attributes:
        n: Questions.
        measures: By the names of :data:`MEASURES`.
        bins: Reliability of the confidence, ten bins.
        decisions: Number of questions by (expected, decided).
    """

    n: int
    measures: Mapping[str, Estimate]
    bins: tuple[Bin, ...]
    decisions: Mapping[tuple[str, str], int]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "n": self.n,
            "measures": {name: asdict(estimate) for name, estimate in self.measures.items()},
            "reliability": [asdict(bin_) for bin_ in self.bins],
            "decisions": [
                {"expected": expected, "decided": decided, "n": n}
                for (expected, decided), n in self.decisions.items()
            ],
        }


def summarise(records: Sequence[Record]) -> Summary:
    """Measure one group of records, at least one."""
    answerable = [record for record in records if record.question.answerable]
    unanswerable = [record for record in records if not record.question.answerable]
    confidence, right = confidence_and_outcome(records)
    told_apart = [r for r in records if r.first_right or not r.question.answerable]
    bins = metrics.reliability(confidence, right)
    plain = {
        "aurc": metrics.aurc(confidence, right),
        "ece": metrics.calibration_error(bins),
    }
    measures = {
        **{f"recall_{k}": _mean(answerable, partial(_recall, k=k)) for k in (1, 5, 10)},
        "mrr": _mean(answerable, lambda r: metrics.reciprocal_rank(r.ranked, r.question.articles)),
        "ndcg": _mean(answerable, lambda r: metrics.ndcg(r.ranked, r.question.articles)),
        "decision": _mean(records, lambda r: r.decided_right),
        "served": _mean(records, lambda r: r.served),
        "abstention": _auroc(told_apart, lambda r: r.first_right),
        "answerable": _auroc(records, lambda r: r.question.answerable),
        "correctness": _auroc(records, lambda r: r.first_right),
        "false_answers": _mean(unanswerable, lambda r: r.action == "answer"),
        "refused": _mean(answerable, lambda r: r.action == "no_answer"),
        "region_errors": _mean([r for r in records if r.holds is not None], lambda r: not r.holds),
        **{name: Estimate(value, None, None, len(records)) for name, value in plain.items()},
    }
    return Summary(
        n=len(records),
        measures={name: measures[name] for name in MEASURES},
        bins=tuple(bins),
        decisions=Counter((record.question.expect, record.action) for record in records),
    )


def by(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    """Groups of records, in order of first appearance."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def confidence_and_outcome(
    records: Sequence[Record],
) -> tuple[Floats, np.ndarray[Any, np.dtype[np.bool_]]]:
    """Confidence, and whether the first article is acceptable; both of shape (n_records,)."""
    return (
        np.array([record.confidence for record in records], float),
        np.array([record.first_right for record in records], bool),
    )


def _recall(record: Record, k: int) -> float:
    return metrics.recall(record.ranked, record.question.articles, k)


def _mean(records: Sequence[Record], measure: Callable[[Record], float]) -> Estimate:
    return mean(np.array([measure(record) for record in records], float))


def _auroc(records: Sequence[Record], positive: Callable[[Record], bool]) -> Estimate:
    if not records:
        return UNKNOWN
    confidence, _ = confidence_and_outcome(records)
    return auroc(confidence, np.array([positive(record) for record in records], bool))
