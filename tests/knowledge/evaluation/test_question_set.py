from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.evaluation.questions import (
    STYLES,
    EvaluationQuestion,
    QuestionSetError,
    load_questions,
    question_set_hash,
    read_questions,
)
from knowledge.languages import LANGUAGES, MAIN_LANGUAGES
from knowledge.settings import ROOT

Make = Callable[..., EvaluationQuestion]


def test_the_set_is_large_and_a_quarter_of_it_has_no_answer() -> None:
    questions = load_questions()
    assert len(questions) >= 600
    unanswerable = sum(not question.answerable for question in questions)
    assert 0.23 <= unanswerable / len(questions) <= 0.3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_style_and_decision_in_both_splits(language: str) -> None:
    questions = [question for question in load_questions() if question.language == language]
    assert len(questions) >= (60 if language in MAIN_LANGUAGES else 25)
    assert {question.style for question in questions} == set(STYLES)
    expected = {question.expect for question in questions}
    assert expected == {"answer", "clarify", "no_answer", "handoff"}
    for split in ("dev", "test"):
        half = [question for question in questions if question.split == split]
        assert {question.style for question in half} == set(STYLES)
        assert {question.expect for question in half} >= {"answer", "clarify", "no_answer"}
    assert 0.55 <= Counter(q.split for q in questions)["dev"] / len(questions) <= 0.65


def test_questions_name_articles_that_exist() -> None:
    articles = {file.parent.name for file in (ROOT / "knowledge/articles").glob("*/*/article.yml")}
    wanted = {id_ for question in load_questions() for id_ in question.articles}
    assert wanted - articles == set()


def test_a_third_of_the_answerable_questions_say_where() -> None:
    answerable = [question for question in load_questions() if question.answerable]
    assert sum(question.asked_region is not None for question in answerable) > len(answerable) / 3


def test_what_the_text_names_wins_over_what_is_known(question: Make) -> None:
    assert question(region="flanders", names="brussels").asked_region == "brussels"
    assert question(region="flanders").asked_region == "flanders"


def test_a_changed_label_changes_the_hash_and_the_order_does_not(question: Make) -> None:
    one, other = question(), question(id="en-2")
    assert question_set_hash([one, other]) == question_set_hash([other, one])
    assert question_set_hash([one]) != question_set_hash([question(articles=["b"])])


@pytest.mark.parametrize(
    "changes",
    [
        {"style": "shouted"},
        {"expect": "perhaps"},
        {"split": "train"},
        {"region": "france"},
        {"names": "france"},
        {"also": ["perhaps"]},
        {"articles": []},
        {"expect": "no_answer"},
        {"unknown": 1},
    ],
)
def test_a_malformed_question_is_named_by_file_and_line(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    raw = {
        "id": "1", "text": "?", "language": "en", "style": "plain", "region": None,
        "expect": "answer", "articles": ["a"], "split": "dev",
    }  # fmt: skip
    file = tmp_path / "mine.jsonl"
    file.write_text("\n" + json.dumps({**raw, **changes}), encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"mine\.jsonl:2 is not an evaluation question"):
        read_questions([file])


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = (
        '{"id": "1", "text": "?", "language": "en", "style": "plain", "region": null, '
        '"expect": "no_answer", "articles": [], "split": "dev"}\n'
    )
    file = tmp_path / "mine.jsonl"
    file.write_text(line * 2, encoding="utf-8")
    with pytest.raises(QuestionSetError, match="stands twice"):
        read_questions([file])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"gone\.jsonl cannot be read"):
        read_questions([tmp_path / "gone.jsonl"])
