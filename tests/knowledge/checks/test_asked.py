from __future__ import annotations

import pytest

from knowledge.article_loader import load_article
from knowledge.asked import load_asked
from knowledge.checks.asked import MAX_CHARACTERS
from knowledge.corpus import documents, fingerprint, out_of_scope
from knowledge.problems import ProblemError


@pytest.fixture
def write(folder):
    def asked(text: str):
        file = folder / "asked.yml"
        file.write_text(text, encoding="utf-8")
        return file

    return asked


def test_an_article_without_the_file_was_never_asked_for(folder):
    assert load_asked(folder) == {}


def test_ways_of_asking_are_searched_beside_the_questions(folder, write):
    write('en:\n- "they sent me a letter, must I go?"\nti:\n- "ክንደይ ይወስድ"\n')
    article = load_article(folder)
    by_language = {document.language: document.passages for document in documents([article])}
    assert "they sent me a letter, must I go?" in by_language["en"]
    assert article.texts["en"].questions[0] in by_language["en"]
    assert by_language["ti"] == ("ክንደይ ይወስድ",)


def test_a_new_way_of_asking_makes_the_index_stale(folder, write):
    before = fingerprint(folder.parent.parent)
    write('en:\n- "must I go?"\n')
    assert fingerprint(folder.parent.parent) != before


@pytest.mark.parametrize("text", ["- just a list", "en: one text", "en:\n- {a: b}"])
def test_another_form_is_told_with_its_mend(folder, write, text):
    file = write(text)
    with pytest.raises(ProblemError) as caught:
        load_asked(folder)
    assert caught.value.at.file == file
    assert "en:" in caught.value.at.mend


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('xx:\n- "what now?"\n', "'xx' is not one of our languages"),
        ('en:\n- "?!"\n', "has 2 characters"),
        (f'en:\n- "{"a" * (MAX_CHARACTERS + 1)}"\n', f"has {MAX_CHARACTERS + 1} characters"),
        ('en:\n- "What now?"\n- "what  NOW"\n', "stands twice"),
    ],
)
def test_what_cannot_be_searched_is_a_problem(write, problems, text, message):
    file = write(text)
    (problem,) = problems()
    assert problem.file == file
    assert message in problem.message


def test_a_question_of_the_same_article_is_none_of_its_ways_of_asking(folder, write, problems):
    question = load_article(folder).texts["en"].questions[0]
    write(f'en:\n- "{question.upper()}"\n')
    assert ["stands twice" in problem.message for problem in problems()] == [True]


def test_a_way_of_asking_may_not_lead_to_two_articles(articles, write, problems):
    write('en:\n- "must I go there?"\n')
    other = articles.write_all("other")
    (other / "asked.yml").write_text('fr:\n- "Must I go there"\n', encoding="utf-8")
    assert any("also stands in" in problem.message for problem in problems())


def test_where_people_live_may_tell_two_articles_apart(articles, write, problems):
    write('en:\n- "must I go there?"\n')
    for other, regions in (("elsewhere", "wallonia, brussels"), ("both", "wallonia, flanders")):
        folder = articles.write_all(other, regions=regions)
        (folder / "asked.yml").write_text('fr:\n- "Must I go there"\n', encoding="utf-8")
        shared = [p for p in problems() if "“Must I go there” also stands in" in p.message]
        assert len(shared) == (other == "both")


@pytest.fixture
def write_outside(articles):
    def asked(text: str):
        file = articles.root / "out-of-scope" / "rent" / "asked.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return asked


def test_a_subject_that_is_not_ours_is_searched_as_such(folder, write_outside):
    assert out_of_scope(folder.parent.parent) == []
    before = fingerprint(folder.parent.parent)
    write_outside('en:\n- "how do I get my deposit back?"\nfr:\n- "garantie locative"\n')
    found = out_of_scope(folder.parent.parent)
    assert [document.passages for document in found] == [
        ("how do I get my deposit back?",),
        ("garantie locative",),
    ]
    assert {document.group_id for document in found} == {"out-of-scope/rent"}
    assert all(document.out_of_scope for document in found)
    assert fingerprint(folder.parent.parent) != before


@pytest.mark.parametrize(
    ("text", "message"),
    [('xx:\n- "what now?"\n', "'xx' is not one"), ("- a list", "not a list of texts")],
)
def test_its_ways_of_asking_are_checked_too(folder, write_outside, problems, text, message):
    file = write_outside(text)
    (problem,) = problems()
    assert problem.file == file
    assert message in problem.message


def test_what_an_article_answers_is_not_out_of_scope(folder, write_outside, problems):
    question = load_article(folder).texts["en"].questions[0]
    file = write_outside(f'en:\n- "{question}"\n')
    assert [(problem.file, "also stands in" in problem.message) for problem in problems()] == [
        (file, True)
    ]
