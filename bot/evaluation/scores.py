"""What the answers of a classifier are worth, per language and group of languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.evaluation.labelled import Labelled, group


@dataclass(frozen=True, slots=True)
class Judged:
    """One message with the label that was found and its confidence, 0.0–1.0."""

    message: Labelled
    found: str
    confidence: float

    @property
    def right(self) -> bool:
        """Whether the label found is the right one."""
        return self.found == self.message.label


@dataclass(frozen=True, slots=True)
class Score:
    """``accuracy`` and ``macro_f1`` lie in 0.0–1.0; F1 is averaged over the labels of the set."""

    n: int
    accuracy: float
    macro_f1: float


def score(judged: Sequence[Judged]) -> Score:
    """Score some messages; all zero when there are none."""
    if not judged:
        return Score(0, 0.0, 0.0)
    return Score(len(judged), fmean(j.right for j in judged), macro_f1(judged))


def macro_f1(judged: Sequence[Judged]) -> float:
    """Mean F1 over the labels that occur in the set, 0.0–1.0."""
    labels = {j.message.label for j in judged}
    return fmean(_f1(judged, label) for label in labels)


def by(judged: Iterable[Judged], key: Callable[[Labelled], str]) -> dict[str, Score]:
    """Scores of the parts that a key makes, sorted by it."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        parts[key(one.message)].append(one)
    return {name: score(parts[name]) for name in sorted(parts)}


def group_means(languages: dict[str, Score]) -> dict[str, float]:
    """Mean macro-F1 of the languages of each group, every language counting once."""
    parts: dict[str, list[float]] = defaultdict(list)
    for language, one in languages.items():
        parts[group(language)].append(one.macro_f1)
    return {name: fmean(values) for name, values in parts.items()}


def confusion(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How often each right label was given each label found."""
    return Counter((one.message.label, one.found) for one in judged)


def worst(judged: Iterable[Judged], most: int) -> list[Judged]:
    """The surest mistakes first."""
    wrong = [one for one in judged if not one.right]
    return sorted(wrong, key=lambda one: -one.confidence)[:most]


def _f1(judged: Sequence[Judged], label: str) -> float:
    right = sum(one.right for one in judged if one.message.label == label)
    found = sum(one.found == label for one in judged)
    wanted = sum(one.message.label == label for one in judged)
    return 2 * right / (found + wanted)
