from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.article_loader import load_article, load_articles, source_hash
from knowledge.errors import ArticleError
from knowledge.problems import ProblemError


def test_reads_facts_texts_and_marks(articles):
    article = load_article(articles.write("hours"))
    text = article.texts["en"]
    assert article.facts["f1"].claim == "The course takes 120 hours."
    assert [s.marks for s in text.parts["short-answer"]] == [("f1",), ("o1",)]
    assert text.short_answer == "The course takes 120 hours. Ask for the price."
    assert text.parts["steps"][0].text == "Go to the town hall."


def test_article_without_texts_is_planned_and_left_out(articles):
    folder = articles.write("planned")
    (folder / "en.md").unlink()
    articles.write("written")
    assert list(load_articles(articles.root)) == ["written"]


def test_missing_folder_says_which_setting(tmp_path):
    with pytest.raises(ArticleError, match="FANAL_ARTICLES"):
        load_articles(tmp_path / "nowhere")


def _spoil(folder: Path, file: str, old: str, new: str) -> Path:
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        ("article.yml", "review_by:", "review_by: [", 10, "not valid YAML"),
        ("article.yml", "audience:", "audiences:", 1, "audience"),
        ("en.md", "---\ntitle", "title", 1, "front matter"),
        ("en.md", "translation: source", "translations: source", 1, "translation"),
        ("en.md", "  - Course hours one", "  - note: hours", 1, "not plain text"),
        ("en.md", "hours.[^f1]", "hours.", 14, None),
        ("en.md", "hall.[^next]", "hall.", 18, "names no fact"),
        ("en.md", "## steps", "## Steps", 16, "unknown"),
        ("en.md", "## short-answer", "## more", 12, "short answer is missing"),
    ],
)
def test_a_spoilt_file_is_named_with_its_line(articles, file, old, new, line, says):
    folder = articles.write("spoilt")
    path = _spoil(folder, file, old, new)
    if says is None:  # the mark of the next sentence covers both: readable, if not wise
        assert load_article(folder).texts["en"].parts["short-answer"][0].marks == ("o1",)
        return
    with pytest.raises(ProblemError, match=says) as caught:
        load_article(folder)
    assert caught.value.at.file == path
    assert abs(caught.value.at.line - line) <= 1
    assert caught.value.mend


def test_a_text_that_is_not_utf8_is_refused(articles):
    folder = articles.write("latin")
    (folder / "fr.md").write_bytes(b"---\ntitle: \xe9t\xe9\n---\n")
    with pytest.raises(ProblemError, match="UTF-8"):
        load_article(folder)


def test_source_hash_follows_the_text_but_not_the_questions(articles):
    folder = articles.write("hashed")
    before = source_hash(folder / "en.md")
    _spoil(folder, "en.md", "Course hours six", "How long is it")
    assert source_hash(folder / "en.md") == before
    _spoil(folder, "en.md", "town hall", "office")
    assert source_hash(folder / "en.md") != before
