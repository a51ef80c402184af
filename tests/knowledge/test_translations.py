from __future__ import annotations

import pytest

from knowledge.article_loader import load_article, source_hash
from knowledge.checks import check_articles
from knowledge.errors import ArticleError
from knowledge.translations import stale, stamp, stamped, unstamped


@pytest.fixture
def folder(articles):
    articles.write("hours", language="fr", title="Heures")
    articles.write("hours", language="nl", title="Uren")
    return articles.write("hours")


def _change_english(folder) -> None:
    file = folder / "en.md"
    file.write_text(file.read_text("utf-8").replace("Go to", "Walk to"), encoding="utf-8")


def test_a_stamp_is_the_hash_of_the_english_text(folder):
    assert {file.name for file in stamp([folder])} == {"fr.md", "nl.md"}
    article = load_article(folder)
    assert article.texts["fr"].source_hash == source_hash(folder / "en.md")
    assert article.texts["en"].source_hash is None
    assert stale(article) == unstamped(article) == ()


def test_a_change_of_the_english_text_makes_translations_stale_until_updated(folder):
    stamp([folder])
    _change_english(folder)
    assert stale(load_article(folder)) == ("fr", "nl")
    assert stamp([folder]) == []
    assert len(stamp([folder], update=True)) == 2
    assert stale(load_article(folder)) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stamp_leaves_every_other_byte_alone(end):
    before = f"---{end}title: Été{end}---{end}{end}## more {end}---{end}no end".encode()
    once = stamped(before, "0123456789ab")
    assert once == before.replace(
        f"Été{end}".encode(), f"Été{end}source_hash: '0123456789ab'{end}".encode()
    )
    assert stamped(once, "cdef01234567") == once.replace(b"0123456789ab", b"cdef01234567")


def test_a_stamp_of_digits_alone_stays_text(folder):
    file = folder / "fr.md"
    file.write_bytes(stamped(file.read_bytes(), "123456789012"))
    assert load_article(folder).texts["fr"].source_hash == "123456789012"


def test_a_file_without_front_matter_is_refused():
    with pytest.raises(ArticleError, match="front matter"):
        stamped(b"title: x\n", "0123456789ab")


def _stamp_problems(settings) -> list[tuple[str, int, str]]:
    return [
        (problem.file.name, problem.line, problem.mend)
        for problem in check_articles(settings)
        if "English text" in problem.message
    ]


def test_the_check_says_nothing_of_articles_never_stamped(folder, settings):
    assert _stamp_problems(settings) == []


def test_the_check_names_stale_translations(folder, settings):
    stamp([folder])
    _change_english(folder)
    assert [(name, line) for name, line, _ in _stamp_problems(settings)] == [
        ("fr.md", 11),
        ("nl.md", 11),
    ]
    assert "stamp hours --update" in _stamp_problems(settings)[0][2]


def test_the_check_names_a_translation_that_was_forgotten(folder, settings, articles):
    stamp([folder])
    articles.write("hours", language="de", title="Stunden")
    assert [(name, line) for name, line, _ in _stamp_problems(settings)] == [("de.md", 10)]
