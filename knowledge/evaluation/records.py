"""What happened to one evaluation question, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.decision import Action
from knowledge.document import Hit
from knowledge.evaluation import metrics
from knowledge.evaluation.questions import EvaluationQuestion


@dataclass(frozen=True, slots=True)
class Found:
    """An article found, with every number that the search gave for it."""

    id: str
    scores: Mapping[str, float]

    @classmethod
    def of(cls, hit: Hit) -> Found:
        """Keep the numbers of a hit."""
        return cls(
            hit.id,
            {name: value for name, value in asdict(hit).items() if isinstance(value, float)},
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One question and what came of it.

    Attributes:
        question: What was asked and what should have happened.
        language: As identified.
        region: That was searched in; None: everywhere.
        action: What was decided.
        confidence: Calibrated probability that the first article answers.
        article: The article answered with; None unless ``action`` is ``answer``.
        found: Best first, ten at most.
        signals: What the search told about its own success, by name; empty if nothing was found.
        holds: Whether ``article`` is true in the asked region; None without either.
    """

    question: EvaluationQuestion
    language: str
    region: str | None
    action: Action
    confidence: float
    article: str | None
    found: tuple[Found, ...]
    signals: Mapping[str, float]
    holds: bool | None

    @property
    def ranked(self) -> tuple[str, ...]:
        """Ids found, best first."""
        return tuple(found.id for found in self.found)

    @property
    def rank(self) -> int | None:
        """Place of the first acceptable article, from 1."""
        return metrics.rank(self.ranked, self.question.articles)

    @property
    def first_right(self) -> bool:
        """Whether the first article is acceptable; never so for an unanswerable question."""
        return self.rank == 1

    @property
    def decided_right(self) -> bool:
        """Whether the decision is the expected one or as good."""
        return self.action in (self.question.expect, *self.question.also)

    @property
    def served(self) -> bool:
        """Decided right, and if an answer was given, with an acceptable article."""
        answered = self.action == "answer"
        return self.decided_right and (not answered or self.article in self.question.articles)

    def as_dict(self) -> dict[str, Any]:
        """For JSON, with the judgement beside the facts."""
        return {
            **asdict(self),
            "rank": self.rank,
            "decided_right": self.decided_right,
            "served": self.served,
        }

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Record:
        """Read what :meth:`as_dict` wrote.

        Raises:
            ValueError, TypeError, KeyError: It is not such a record.
        """
        return cls(
            question=EvaluationQuestion.of(raw["question"]),
            found=tuple(Found(found["id"], found["scores"]) for found in raw["found"]),
            **{
                name: raw[name]
                for name in (
                    "language", "region", "action", "confidence", "article", "signals", "holds",
                )
            },
        )  # fmt: skip
