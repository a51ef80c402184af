from __future__ import annotations

from datetime import date

import pytest

from knowledge.article_loader import load_article, load_text, source_hash
from knowledge.checks import check_articles
from knowledge.errors import ArticleError
from knowledge.scaffold import new_article, translation_template

TODAY = date(2026, 5, 4)


@pytest.fixture
def folder(articles):
    return articles.write_all("hours")


@pytest.fixture
def new(articles, folder):
    def make(identifier="my-topic", domain="job-services", title="Work: how?"):
        return new_article(articles.root, identifier, domain=domain, title=title, today=TODAY)

    return make


def _problems_of(settings, identifier) -> list[tuple[str, int, str]]:
    return [
        (problem.file.name, problem.line, problem.message)
        for problem in check_articles(settings, today=TODAY)
        if problem.file.parent.name == identifier
    ]


def test_a_new_article_is_valid_but_waits_to_be_written(new, settings):
    article = load_article(new())
    assert article.texts["en"].title == "Work: how?"
    assert str(article.review_by) == "2027-05-04"
    found = _problems_of(settings, "my-topic")
    assert ("article.yml", 5, "3 places wait to be written.") in found
    assert ("en.md", 4, "10 places wait to be written.") in found
    others = {message for _, _, message in found if "wait" not in message}
    assert all(message.startswith("There is no") for message in others), others


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"identifier": "hours"}, "already"),
        ({"identifier": "My Topic"}, "cannot be an id"),
        ({"identifier": "../up"}, "cannot be an id"),
        ({"domain": "work"}, "no domain 'work'.*one of: job-services"),
    ],
)
def test_a_new_article_is_refused(new, articles, arguments, says):
    before = sorted(articles.root.rglob("*"))
    with pytest.raises(ArticleError, match=says):
        new(**arguments)
    assert sorted(articles.root.rglob("*")) == before


def test_a_template_has_the_same_parts_and_marks(articles, folder):
    (folder / "tr.md").unlink()
    text = load_text(translation_template(articles.root, "hours", "tr"))
    english = load_text(folder / "en.md")
    marks = {part: [s.marks for s in sentences] for part, sentences in text.parts.items()}
    assert marks == {part: [s.marks for s in ss] for part, ss in english.parts.items()}
    assert text.parts["steps"][0].text == "‹Go to the town hall.›"
    assert text.title == f"‹{english.title}›"
    assert text.translation == "draft"
    assert text.source_hash == source_hash(folder / "en.md")


def test_a_template_keeps_list_signs_and_shows_the_terms_of_the_language(articles, folder):
    (folder / "tr.md").unlink()
    lines = translation_template(articles.root, "hours", "tr").read_text("utf-8").splitlines()
    assert "‹The course takes 120 hours.›[^f1] ‹Ask for the price.›[^o1]" in lines
    assert "1. ‹Go to the town hall.›[^next]" in lines
    assert "- ‹Everywhere: your municipality.›[^next]" in lines
    assert "#   jobseeker: iş arayan" in lines


def test_a_template_that_is_not_filled_in_is_a_problem(articles, folder, settings):
    (folder / "tr.md").unlink()
    file = translation_template(articles.root, "hours", "tr")
    line = 1 + next(n for n, text in enumerate(file.read_text("utf-8").splitlines()) if "‹" in text)
    found = [problem for problem in _problems_of(settings, "hours") if "wait" in problem[2]]
    assert found == [("tr.md", line, "12 places wait to be written.")]


@pytest.mark.parametrize(
    ("identifier", "language", "says"),
    [
        ("hour", "tr", "no article 'hour'.*hours"),
        ("hours", "tr", "already"),
        ("hours", "en", "no language to translate into"),
        ("hours", "xx", "nl, fr, de"),
    ],
)
def test_a_template_is_refused(articles, folder, identifier, language, says):
    before = (folder / "tr.md").read_bytes()
    with pytest.raises(ArticleError, match=says):
        translation_template(articles.root, identifier, language)
    assert (folder / "tr.md").read_bytes() == before
