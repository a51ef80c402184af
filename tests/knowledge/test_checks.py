from __future__ import annotations

from datetime import date

import pytest

from knowledge.checks import check_articles
from knowledge.checks.texts import numbers


def _messages(settings, **options) -> list[str]:
    return [problem.message for problem in check_articles(settings, **options)]


def test_a_good_article_has_no_problems(articles, settings):
    articles.write_all("good")
    assert _messages(settings) == []


def test_an_article_without_texts_is_planned_not_wrong(articles, settings):
    (articles.write("planned") / "en.md").unlink()
    assert _messages(settings) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says", "line"),
    [
        ("article.yml", "regions: [flanders]", "regions: [vlaanderen]", "vlaanderen", 3),
        ("article.yml", "id: spoilt", "id: other", "differs from its folder", 1),
        ("article.yml", "source: emn-2018", "source: emn-1999", "no source", 12),
        ("article.yml", "section: Conclusions", "section: Nowhere", "no section", 13),
        ("article.yml", "offices: []", "offices: [nobody]", "leads nowhere", 6),
        ("article.yml", "related: []", "related: [spoilt]", "leads nowhere", 7),
        ("article.yml", "next_step: Your municipality.", "", "next_step", 1),
        ("article.yml", "as_of: 2018", "as_of: soon", "soon", 14),
        ("en.md", "120 hours", "400 hours", "The number 400", 15),
        ("en.md", "[^f1]", "[^f9]", "mark [^f9]", 15),
        ("en.md", "  - Course hours six\n", "", "only 5 different questions", 3),
        ("en.md", "translation: source", "translation: perfect", "'perfect'", 10),
        ("en.md", "Ask for the price.", "word " * 100 + ".", "short answer has", 13),
    ],
)
def test_a_mistake_is_named_with_file_line_and_mend(articles, settings, file, old, new, says, line):
    path = articles.write("spoilt") / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    problems = [p for p in check_articles(settings) if says in p.message]
    assert problems, _messages(settings)
    assert problems[0].file == path
    assert problems[0].line == line
    assert problems[0].mend


def test_a_passed_review_date_is_a_problem(articles, settings):
    articles.write_all("old")
    assert "to be reviewed" in _messages(settings, today=date(2100, 1, 1))[0]


def test_a_translation_must_carry_the_same_marks(articles, settings):
    folder = articles.write_all("twice")
    path = folder / "fr.md"
    path.write_text(path.read_text("utf-8").replace("[^o1]", "[^f1]"), encoding="utf-8")
    assert _messages(settings) == [
        "The sentences of short-answer do not carry the marks of the English ones."
    ]


def test_a_question_of_two_articles_is_a_problem(articles, settings):
    articles.write("one")
    articles.write("two")
    assert any("also stands in" in message for message in _messages(settings))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 120 to 400 hours", {"120", "400"}),
        ("2.300 people and 2 300 others", {"2300"}),
        ("۲۰۱۸ و ٢٠١٨", {"2018"}),
        ("level B1, 41,8%", {"41.8"}),
        ("level2work", set()),
    ],
)
def test_numbers_are_read_in_every_script(text, expected):
    assert numbers(text) == expected


def test_the_articles_we_ship_are_in_order():
    from knowledge.settings import settings as shipped

    assert [str(problem) for problem in check_articles(shipped())] == []
