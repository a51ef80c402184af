from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.build import build_index
from knowledge.checks import near_duplicates as checks
from knowledge.settings import settings as settings_of_environment
from tests.fakes.encoder import WordEncoder


@pytest.fixture
def encoder(monkeypatch):
    fake = WordEncoder()
    monkeypatch.setattr(checks, "load_encoder", lambda _settings: fake)
    monkeypatch.setattr("knowledge.build.load_encoder", lambda _settings: fake)
    return fake


def test_the_same_words_in_two_articles_are_named_with_file_line_and_mend(
    articles, settings, encoder
):
    articles.write("one", title="Course hours")
    file = articles.write("two", title="Opening times") / "en.md"
    file.write_text(file.read_text("utf-8").replace("Opening times six", "Hours? Course four!"))
    (problem,) = checks.check_near_duplicates(settings)
    assert (problem.file, problem.line) == (file, 9)
    assert "“Course hours four” in one" in problem.message
    assert "reword" in problem.mend


def test_languages_are_compared_apart_and_an_article_may_repeat_itself(articles, settings, encoder):
    folder = articles.write("one", title="Course hours")
    file = folder / "en.md"
    file.write_text(file.read_text("utf-8").replace("Course hours six", "Hours course five"))
    articles.write("two", title="Course hours", language="fr")
    assert checks.check_near_duplicates(settings) == []


def test_questions_of_the_index_are_not_encoded_again(articles, settings, encoder):
    articles.write("one", title="Course hours")
    build_index(settings)
    articles.write("two", title="Opening times")
    encoder.encoded.clear()
    told = []
    checks.check_near_duplicates(settings, lambda done, total: told.append((done, total)))
    assert len(encoder.encoded) == 6
    assert all(text.startswith("Opening") for text in encoder.encoded)
    assert told == [(6, 6)]


def test_an_article_that_cannot_be_read_is_left_out(articles, settings, encoder):
    (articles.write("one") / "en.md").write_text("no front matter", encoding="utf-8")
    articles.write("two")
    assert checks.check_near_duplicates(settings) == []


def test_the_closest_pair_comes_first(articles):
    file = articles.write("one") / "en.md"
    other = articles.write("two") / "en.md"
    asked = [
        checks.Question(file, "far"),
        checks.Question(other, "near"),
        checks.Question(file, "nearest"),
    ]
    angles = np.array([0.0, 0.2, 0.25])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = [problem.message for problem in checks.near_duplicates(asked, vectors)]
    assert [message.split("”")[0] for message in found] == ["“nearest", "“near"]


def test_a_pair_that_a_person_judged_distinct_is_left_alone():
    asked = [checks.Question(Path("a/en.md"), "one"), checks.Question(Path("b/en.md"), "other")]
    vectors = np.ones((2, 4), np.float32) / 2
    judged = [frozenset(("one", "other"))]
    assert not list(checks.near_duplicates(asked, vectors, distinct=judged))


@pytest.mark.integration
def test_no_two_articles_answer_the_same_question():
    assert checks.check_near_duplicates(settings_of_environment()) == []


def test_every_judged_pair_still_stands_in_the_articles():
    articles = checks._readable(settings_of_environment().articles_dir)
    asked = {q.text for found in checks.questions_by_language(articles).values() for q in found}
    assert {text for pair in checks.judged_distinct() for text in pair} <= asked
