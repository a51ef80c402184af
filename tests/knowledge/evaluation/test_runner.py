from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from knowledge.answer import Answer
from knowledge.answering import Question
from knowledge.evaluation.questions import EvaluationQuestion, QuestionSetError
from knowledge.evaluation.runner import Watched, evaluate, run
from knowledge.settings import Settings


class Article:
    """Holds in Flanders."""

    def holds_in(self, region: str) -> bool:
        return region == "flanders"


class Answerer:
    """Always answers with the same article, as if nothing had been found by a search."""

    watched: Watched | None = None

    def ask(self, text: str, *, region: str | None = None) -> Answer:
        self.watched = Watched(Question(text, text, "nl", region, None), [])
        return Answer("answer", ("a",), 0.7, "nl", article="a")


Make = Callable[..., EvaluationQuestion]


def test_an_answer_is_judged_by_the_region_that_was_asked_about(question: Make) -> None:
    questions = [
        question(id="1", names="brussels", region="flanders"),
        question(id="2", region="flanders"),
        question(id="3"),
    ]
    records = run(Answerer(), questions, {"a": Article()})
    assert [record.holds for record in records] == [False, True, None]


def test_a_record_tells_what_was_understood_and_decided(question: Make) -> None:
    (record,) = run(Answerer(), [question(region="flanders")], {"a": Article()})
    assert (record.language, record.region) == ("nl", "flanders")
    assert (record.action, record.confidence, record.article) == ("answer", 0.7, "a")
    assert record.found == () and record.signals == {}  # noqa: PT018


def test_progress_counts_questions(question: Make) -> None:
    seen: list[tuple[int, int]] = []
    run(
        Answerer(),
        [question(), question(id="2")],
        {"a": Article()},
        lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("choice", "says"), [({"split": "train"}, "no split 'train'"), ({"language": "xx"}, "no such")]
)
def test_what_the_set_does_not_have_is_refused_before_anything_is_loaded(
    settings: Settings, question: Make, choice: dict[str, str], says: str
) -> None:
    with pytest.raises(QuestionSetError, match=says):
        evaluate(settings, [question()], now=datetime(2026, 1, 1, tzinfo=timezone.utc), **choice)
