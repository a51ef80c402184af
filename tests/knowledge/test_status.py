from __future__ import annotations

from datetime import date

import pytest

from knowledge.errors import ArticleError
from knowledge.status import status_of
from knowledge.translations import stamp

TODAY = date(2026, 5, 4)


def test_counts_articles_by_domain_and_region(articles):
    articles.write("one", regions="flanders, brussels")
    articles.write("two", regions="brussels")
    status = status_of(articles.root, TODAY)
    assert status.domains == {"job-services": 2}
    assert status.regions == {"flanders": 1, "brussels": 2}


def test_texts_are_complete_short_or_missing(articles):
    articles.write_all("whole")
    articles.write("part")
    (articles.write("planned") / "en.md").unlink()
    status = status_of(articles.root, TODAY)
    assert status.extents("en") == {"complete": 1, "short": 1, "missing": 1}
    assert status.extents("ti") == {"missing": 3}


def test_drafts_reviews_and_stale_texts_are_counted(articles):
    folder = articles.write_all("hours")
    file = folder / "nl.md"
    file.write_text(file.read_text("utf-8").replace("draft", "reviewed"), encoding="utf-8")
    stamp([folder])
    source = folder / "en.md"
    source.write_text(source.read_text("utf-8").replace("Go to", "Walk to"), encoding="utf-8")
    (folder / "tr.md").unlink()
    articles.write("hours", language="tr")  # made anew and not stamped: nobody can tell
    status = status_of(articles.root, TODAY)
    assert (status.translated("nl", "reviewed"), status.translated("nl", "draft")) == (1, 0)
    assert status.translated("fr", "draft") == 1
    assert [status.stale(code) for code in ("en", "nl", "fr", "tr")] == [0, 1, 1, 0]


def test_overdue_reviews_come_longest_waiting_first(articles):
    for name, day in (("late", "2026-05-03"), ("later", "2025-01-31"), ("due", "2026-05-04")):
        file = articles.write(name) / "article.yml"
        file.write_text(file.read_text("utf-8").replace("2099-01-31", day), encoding="utf-8")
    assert [a.id for a in status_of(articles.root, TODAY).overdue] == ["later", "late"]


def test_no_articles_say_which_setting(tmp_path):
    with pytest.raises(ArticleError, match="FANAL_ARTICLES"):
        status_of(tmp_path, TODAY)
