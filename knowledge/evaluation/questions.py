"""The evaluation questions. Never used as article questions or training phrases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from knowledge.article import REGIONS
from knowledge.decision import Action
from knowledge.errors import KnowledgeError

QUESTIONS_DIR = Path(__file__).parent / "questions"

STYLES = ("plain", "typo", "colloquial", "long", "keywords", "romanised", "mixed", "dictated")

Split = Literal["dev", "test"]


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
        names: The region that the text itself names, by a place or an office that is only there.
        also: Other decisions that are as good.
    """

    id: str
    text: str
    language: str
    style: str
    region: str | None
    expect: Action
    articles: tuple[str, ...]
    split: Split
    names: str | None = None
    also: tuple[Action, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether an article answers it."""
        return self.expect != "no_answer"

    @property
    def asked_region(self) -> str | None:
        """Where the answer has to be true: what the text names wins over what is known."""
        return self.names or self.region

    @classmethod
    def of(cls, raw: dict[str, Any]) -> EvaluationQuestion:
        """Read one JSON object.

        Raises:
            ValueError, TypeError, KeyError: It is not a question; says what is wrong.
        """
        question = cls(
            **{**raw, "articles": tuple(raw["articles"]), "also": tuple(raw.get("also", ()))}
        )
        for name, value, choices in (
            ("style", question.style, STYLES),
            ("expect", question.expect, get_args(Action)),
            ("split", question.split, get_args(Split)),
            ("region", question.region, (None, *REGIONS)),
            ("names", question.names, (None, *REGIONS)),
        ):
            if value not in choices:
                raise ValueError(f"{name} is {value!r}")
        if unknown := set(question.also) - set(get_args(Action)):
            raise ValueError(f"also has {unknown.pop()!r}")
        if bool(question.articles) != question.answerable:
            raise ValueError("articles must be empty for no_answer, and only then")
        return question


def load_questions(
    directory: Path = QUESTIONS_DIR, *, split: str | None = None
) -> list[EvaluationQuestion]:
    """All questions, or those of one split, sorted by file.

    Raises:
        QuestionSetError: A line is malformed; names file and line.
    """
    questions = read_questions(sorted(directory.glob("*.jsonl")))
    return [question for question in questions if split in (None, question.split)]


def read_questions(files: Sequence[Path]) -> list[EvaluationQuestion]:
    """The questions of some files, in order.

    Raises:
        QuestionSetError: A file cannot be read, a line is malformed, or an id stands twice.
    """
    questions: dict[str, EvaluationQuestion] = {}
    for file in files:
        for number, line in enumerate(_lines(file), 1):
            if not line.strip():
                continue
            try:
                question = EvaluationQuestion.of(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise QuestionSetError(
                    f"{file.name}:{number} is not an evaluation question ({error}).",
                    "See knowledge/evaluation/questions/README.md for the format.",
                ) from error
            if question.id in questions:
                raise QuestionSetError(
                    f"{file.name}:{number} has the id {question.id}, which stands twice.",
                    "Give every question an id of its own.",
                )
            questions[question.id] = question
    return list(questions.values())


def question_set_hash(questions: Sequence[EvaluationQuestion]) -> str:
    """Twelve digits that change with every text or label, whatever the order."""
    rows = sorted(
        json.dumps(asdict(question), sort_keys=True, ensure_ascii=False) for question in questions
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"The questions in {file} cannot be read.", "Name a file of JSON lines in UTF-8."
        ) from error
