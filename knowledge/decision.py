"""Whether what was found answers the question: answer, ask back, hand over, or have none."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

from knowledge.article import REGIONS, Article
from knowledge.document import Hit
from knowledge.words import words

Action = Literal["answer", "clarify", "no_answer", "handoff"]
#: What is unclear: where the person lives, or what they ask about.
Unclear = Literal["region", "topic"]

CALIBRATION_FILE = Path(__file__).with_name("calibration.json")
#: The article that means: this person wants a human.
HANDOFF_ARTICLE = "talk-to-a-human-counsellor"
#: An article that holds in more regions than this names the differences itself.
_FEW_REGIONS = 2
_LEAST_SHARE = math.exp(-10)
#: Share of the probability that counts as most of it.
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class Signals:
    """What a search tells about its own success.

    Attributes:
        scope: Natural logarithm of how probable it is that the question is about one of the hits,
            not about something out of scope: 0.0 if surely, at least -10.0.
        certainty: Minus the entropy of the hits' shares, in nats: 0.0 if all points to one article,
            -2.3 if ten are alike.
        meaning: Nearness of the first hit in meaning, in deviations above unrelated passages.
        sound: How much its best passage sounds like the question, 0.0 to 1.0.
        neighbourhood: Mean nearness in meaning of the lower half of the hits: whether the question
            is near our topics at all.
        length: Natural logarithm of the question's number of characters; long texts are less like
            any one passage.
    """

    scope: float
    certainty: float
    meaning: float
    sound: float
    neighbourhood: float
    length: float

    @classmethod
    def of(cls, hits: Sequence[Hit], question: str) -> Signals:
        """Signals of a search with at least one hit."""
        total = max(sum(hit.share for hit in hits), _LEAST_SHARE)
        shares = [hit.share / total for hit in hits if hit.share > 0.0]
        rest = hits[len(hits) // 2 :]
        return cls(
            scope=math.log(total),
            certainty=sum(share * math.log(share) for share in shares),
            meaning=hits[0].dense,
            sound=hits[0].sound,
            neighbourhood=sum(hit.dense for hit in rest) / len(rest),
            length=math.log(max(len(question), 1)),
        )

    def as_row(self) -> tuple[float, ...]:
        """In the order of :attr:`LogisticModel.weights`."""
        return astuple(self)


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """From signals to a probability.

    Attributes:
        weights: One for each signal, in the order of :meth:`Signals.as_row`.
        intercept: Added to the weighted sum.
    """

    weights: tuple[float, ...]
    intercept: float

    def probability(self, signals: Signals) -> float:
        """Between 0.0 and 1.0."""
        total = self.intercept + sum(
            weight * value for weight, value in zip(self.weights, signals.as_row(), strict=True)
        )
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a search's signals mean, and where to draw the lines.

    Attributes:
        right: Probability that the first article answers.
        covered: Probability that any article does.
        answer_from: From this probability of ``right`` the first article is taken.
        clarify_from: Below that, from this probability of ``covered`` it is asked what is meant.
    """

    right: LogisticModel
    covered: LogisticModel
    answer_from: float
    clarify_from: float

    @classmethod
    def load(cls, file: Path = CALIBRATION_FILE) -> Calibration:
        """Read the file that ``fanal knowledge calibrate`` writes."""
        raw = json.loads(file.read_text(encoding="utf-8"))
        right, covered = (
            LogisticModel(tuple(raw[name]["weights"]), raw[name]["intercept"])
            for name in ("right", "covered")
        )
        return cls(right, covered, raw["answer_from"], raw["clarify_from"])


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a search result.

    Attributes:
        action: What to do.
        confidence: Calibrated probability that the first article answers, 0.0 to 1.0.
        ask: What to ask back; None unless ``action`` is ``clarify``.
    """

    action: Action
    confidence: float
    ask: Unclear | None = None


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
        calibration: The fitted models and their thresholds.
    """
    if not hits:
        return Decision("no_answer", 0.0)
    signals = Signals.of(hits, question)
    confidence = calibration.right.probability(signals)
    if confidence >= calibration.answer_from:
        if hits[0].id == HANDOFF_ARTICLE:
            return Decision("handoff", confidence)
        if region is None and _depends_on_region(articles[hits[0].id], question):
            return Decision("clarify", confidence, "region")
        return Decision("answer", confidence)
    if calibration.covered.probability(signals) < calibration.clarify_from:
        return Decision("no_answer", confidence)
    by_region = region is None and _region_decides(hits, articles)
    return Decision("clarify", confidence, "region" if by_region else "topic")


def _region_decides(hits: Sequence[Hit], articles: dict[str, Article]) -> bool:
    """Whether where somebody lives tells most of what could be meant apart.

    So it is if articles of few regions hold most of the probability, and no region most of that.
    """
    by_region = dict.fromkeys(REGIONS, 0.0)
    local = 0.0
    for hit in hits:
        held = [region for region in REGIONS if articles[hit.id].holds_in(region)]
        if len(held) <= _FEW_REGIONS:
            local += hit.share
            for region in held:
                by_region[region] += hit.share / len(held)
    return (
        local >= _MOST * sum(hit.share for hit in hits) and max(by_region.values()) < _MOST * local
    )


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
