"""Whether what was found answers the question: answer, ask back, hand over, or have none."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.article import REGIONS, Article
from knowledge.document import Hit
from knowledge.words import words

Action = Literal["answer", "clarify", "no_answer", "handoff"]

CALIBRATION_FILE = Path(__file__).with_name("calibration.json")
#: The article that means: this person wants a human.
HANDOFF_ARTICLE = "talk-to-a-human-counsellor"
#: An article that holds in more regions than this names the differences itself.
_FEW_REGIONS = 2


@dataclass(frozen=True, slots=True)
class Signals:
    """What a search tells about its own success.

    Attributes:
        score: Fused score of the first hit, in deviations above unrelated passages.
        lexical: Share of the question's words that the first hit covers, 0.0 to 1.0.
        lead: Fused score of the first hit above the mean of the lower half of the hits: an
            unanswerable question is about equally far from everything.
        neighbourhood: Mean cosine of the lower half of the hits: whether the question is near our
            topics at all.
        length: Natural logarithm of the question's number of characters.
    """

    score: float
    lexical: float
    lead: float
    neighbourhood: float
    length: float

    @classmethod
    def of(cls, hits: Sequence[Hit], question: str) -> Signals:
        """Signals of a search with at least one hit."""
        rest = hits[len(hits) // 2 :]
        return cls(
            score=hits[0].score,
            lexical=hits[0].lexical,
            lead=hits[0].score - sum(hit.score for hit in rest) / len(rest),
            neighbourhood=sum(hit.dense for hit in rest) / len(rest),
            length=math.log(max(len(question), 1)),
        )

    def as_row(self) -> tuple[float, ...]:
        """In the order of :attr:`Calibration.weights`."""
        return (self.score, self.lexical, self.lead, self.neighbourhood, self.length)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model from signals to the probability that the first article answers.

    Attributes:
        weights: One for each signal, in the order of :meth:`Signals.as_row`.
        intercept: Added to the weighted sum.
        answer_from: Probability from which the answer is given.
    """

    weights: tuple[float, ...]
    intercept: float
    answer_from: float

    @classmethod
    def load(cls, file: Path = CALIBRATION_FILE) -> Calibration:
        """Read the file that ``fanal knowledge calibrate`` writes."""
        raw = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            weights=tuple(raw["weights"]),
            intercept=raw["intercept"],
            answer_from=raw["answer_from"],
        )

    def probability(self, signals: Signals) -> float:
        """Probability that the first article answers the question, 0.0 to 1.0."""
        total = self.intercept + sum(
            weight * value for weight, value in zip(self.weights, signals.as_row(), strict=True)
        )
        return 1.0 / (1.0 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a search result, and how probable it is that the first article answers."""

    action: Action
    confidence: float


def decide(
    hits: Sequence[Hit],
    articles: dict[str, Article],
    *,
    question: str,
    region: str | None,
    calibration: Calibration,
) -> Decision:
    """Decide on a search result.

    Args:
        hits: Best first; may be empty. Hits of a known region only, if ``region`` is known.
        articles: All articles by id.
        question: The text that was searched for.
        region: Where the person lives, None if unknown.
        calibration: The fitted model and its thresholds.
    """
    if not hits:
        return Decision("no_answer", 0.0)
    confidence = calibration.probability(Signals.of(hits, question))
    if confidence < calibration.answer_from:
        return Decision("no_answer", confidence)
    if hits[0].id == HANDOFF_ARTICLE:
        return Decision("handoff", confidence)
    if region is None and _depends_on_region(articles[hits[0].id], question):
        return Decision("clarify", confidence)
    return Decision("answer", confidence)


def _depends_on_region(article: Article, question: str) -> bool:
    """Whether an article of few regions was found for a question that names none of them.

    A question that uses an official name of the article (VDAB, CRI, inburgering) has said where.
    """
    if sum(article.holds_in(region) for region in REGIONS) > _FEW_REGIONS:
        return False
    asked = words(question, "")
    names = (words(name, "") for name in (*article.terms, *article.offices))
    return not any(_contains(asked, name) for name in names)


def _contains(sequence: Sequence[str], part: Sequence[str]) -> bool:
    length = len(part)
    return any(
        list(sequence[start : start + length]) == list(part)
        for start in range(len(sequence) - length + 1)
    )
