from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.evaluation.questions import EvaluationQuestion
from knowledge.evaluation.records import Found, Record


@pytest.fixture
def question() -> Callable[..., EvaluationQuestion]:
    def make(**changes: Any) -> EvaluationQuestion:
        raw = {
            "id": "en-1",
            "text": "Where can I learn Dutch?",
            "language": "en",
            "style": "plain",
            "region": None,
            "expect": "answer",
            "articles": ["a"],
            "split": "dev",
        }
        return EvaluationQuestion.of({**raw, **changes})

    return make


@pytest.fixture
def record(question: Callable[..., EvaluationQuestion]) -> Callable[..., Record]:
    def make(
        ranked: str = "ab",
        action: str = "answer",
        confidence: float = 0.9,
        holds: bool | None = None,
        **changes: Any,
    ) -> Record:
        return Record(
            question=question(**changes),
            language="en",
            region=None,
            action=action,
            confidence=confidence,
            article=ranked[0] if action == "answer" else None,
            found=tuple(Found(id_, {"score": 1.5}) for id_ in ranked),
            signals={"lead": 0.25},
            holds=holds,
        )

    return make
