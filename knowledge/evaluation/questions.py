"""The evaluation questions. Never used as article questions or training phrases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.decision import Action
from knowledge.errors import KnowledgeError

QUESTIONS_DIR = Path(__file__).parent / "questions"

STYLES = ("plain", "typo", "colloquial", "long", "keywords", "romanised", "mixed", "dictated")


class QuestionSetError(KnowledgeError):
    """The question set cannot be read."""


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One question with what should happen.

    Attributes:
        id: Unique in the set.
        text: As somebody would type or say it.
        language: What it is written in (mainly, when mixed).
        style: One of :data:`STYLES`.
        region: What is already known of the person, usually nothing.
        expect: What should be decided.
        articles: Acceptable article ids, best first; empty for ``no_answer``.
        split: ``dev`` is for tuning, ``test`` for reporting.
    """

    id: str
    text: str
    language: str
    style: str
    region: str | None
    expect: Action
    articles: tuple[str, ...]
    split: Literal["dev", "test"]


def load_questions(
    directory: Path = QUESTIONS_DIR, *, split: str | None = None
) -> list[EvaluationQuestion]:
    """All questions, or those of one split, sorted by file.

    Raises:
        QuestionSetError: A line is malformed; names file and line.
    """
    questions: list[EvaluationQuestion] = []
    for file in sorted(directory.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                raw = json.loads(line)
                question = EvaluationQuestion(**{**raw, "articles": tuple(raw["articles"])})
            except (ValueError, TypeError, KeyError) as error:
                raise QuestionSetError(
                    f"{file.name}:{number} is not an evaluation question ({error}).",
                    "See knowledge/evaluation/questions/README.md for the format.",
                ) from error
            if split in (None, question.split):
                questions.append(question)
    return questions
