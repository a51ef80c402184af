"""The pages of the articles, through the door a browser uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from desk.articles import shelf
from desk.counsellors.models import Counsellor
from knowledge.settings import ROOT, Settings
from tests.desk.conftest import logged_in

ARTICLE = """\
id: course-hours
domain: job-services
regions: [flanders]
audience: everybody <b>who</b> looks for work
complexity: counsellor-likely
offices: [vdab]
related: []
review_by: '2099-01-31'
facts:
  - {id: f1, claim: The <i>course</i> takes 120 hours., source: emn-2018, section: Conclusions,
     as_of: 2018, status: superseded}
open_points:
  - {id: o1, text: The <u>price</u> is not told.}
next_step: Your municipality.
"""
TEXT = """\
---
title: {title}
questions: [one <s>question</s>]
translation: {translation}
---

## short-answer

{answer}[^f1] Ask.[^o1]

## steps

1. Go to the town hall.[^next]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "articles" / "job-services" / "course-hours"
    folder.mkdir(parents=True)
    (folder / "article.yml").write_text(ARTICLE, encoding="utf-8")
    write(folder, "en", "Course hours", "source", "It takes <script>120</script> hours.")
    write(folder, "ar", "ساعات الدورة", "draft", "تستغرق 120 ساعة.")
    settings = Settings(
        pathways_file=tmp_path / "pathways.yml",
        articles_dir=tmp_path / "articles",
        offices_dir=ROOT / "knowledge" / "offices",
        encoder_dir=tmp_path,
        index_dir=tmp_path,
        encoder="onnx-e5-small",
        encoder_threads=1,
    )
    monkeypatch.setattr(shelf, "settings", lambda: settings)
    shelf._entry.cache_clear()
    return folder


def write(folder: Path, language: str, title: str, translation: str, answer: str) -> None:
    text = TEXT.format(title=title, translation=translation, answer=answer)
    (folder / f"{language}.md").write_text(text, encoding="utf-8")


def text_of(page: Client, address: str) -> str:
    answer = page.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/articles/", "/articles/course-hours/"])
def test_nobody_reads_articles_without_logging_in(db, folder, address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, "login" in answer.url) == (302, True)


@pytest.mark.parametrize("identifier", ["nothing", "en", "..", "course-hours.."])
def test_an_unknown_article_is_not_found(page: Client, folder, identifier: str) -> None:
    assert page.get(f"/articles/{identifier}/").status_code == 404


@pytest.mark.parametrize("address", ["/articles/", "/articles/course-hours/"])
def test_nothing_can_be_written(page: Client, folder, address: str) -> None:
    assert page.post(address).status_code == 405


def test_every_language_stands_in_its_own_direction(page: Client, folder) -> None:
    text = text_of(page, "/articles/course-hours/")
    assert '<article class="text" id="text-en" lang="en" dir="ltr">' in text
    assert '<article class="text" id="text-ar" lang="ar" dir="rtl">' in text
    assert "ساعات الدورة" in text
    assert "draft translation" in text


def test_facts_and_open_points_are_shown_with_source_and_status(page: Client, folder) -> None:
    text = text_of(page, "/articles/course-hours/")
    assert "Labour market integration of third-country nationals in Belgium" in text
    assert "out of date" in text
    assert '<a class="mark" href="#o1"' in text
    assert '<li id="o1">' in text
    assert "VDAB" in text


def test_markup_in_an_article_is_shown_as_text(page: Client, folder) -> None:
    text = text_of(page, "/articles/course-hours/")
    for tag in ("<script>120", "<b>who", "<i>course", "<u>price", "<s>question"):
        assert tag not in text
        assert tag.replace("<", "&lt;").replace(">", "&gt;") in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"q": "HOURS course"}, True),
        ({"q": "الدورة"}, True),
        ({"q": "bicycle"}, False),
        ({"domain": "job-services", "region": "flanders"}, True),
        ({"domain": "institutions"}, False),
        ({"region": "wallonia"}, False),
    ],
)
def test_the_list_is_searched_by_title_domain_and_region(page, folder, query, found) -> None:
    answer = page.get("/articles/", query).content.decode()
    assert ('href="/articles/course-hours/"' in answer) is found
    assert ("No article fits." in answer) is not found


def test_what_is_searched_for_is_escaped(page: Client, folder) -> None:
    answer = page.get("/articles/", {"q": '"><script>x'}).content.decode()
    assert "<script>x" not in answer


def test_titles_stand_in_the_language_of_the_page(counsellor: Counsellor, folder) -> None:
    write(folder, "nl", "Uren van de cursus", "reviewed", "De cursus duurt 120 uur.")
    browser = logged_in(counsellor)
    browser.cookies["django_language"] = "nl"
    answer = browser.get("/articles/").content.decode()
    assert "Uren van de cursus" in answer


def test_a_file_is_read_once_until_it_changes(page: Client, folder, monkeypatch) -> None:
    read: list[Path] = []
    load = shelf.load_article
    monkeypatch.setattr(shelf, "load_article", lambda at: read.append(at) or load(at))
    text_of(page, "/articles/")
    text_of(page, "/articles/course-hours/")
    assert read == [folder]
    write(folder, "en", "Hours of the whole course", "source", "It takes 120 hours.")
    assert "Hours of the whole course" in text_of(page, "/articles/")
    assert read == [folder, folder]


def test_pages_ask_the_database_only_who_is_there(
    page: Client, folder, django_assert_max_num_queries
) -> None:
    # The first page of a minute notes that somebody is there.
    text_of(page, "/articles/course-hours/")
    with django_assert_max_num_queries(4):
        text_of(page, "/articles/course-hours/")


def test_a_translation_older_than_its_original_is_marked(page: Client, folder) -> None:
    file = folder / "ar.md"
    old = file.read_text(encoding="utf-8")
    file.write_text(
        old.replace("translation: draft", "translation: reviewed\nsource_hash: '0123456789ab'"),
        encoding="utf-8",
    )
    assert "older than the original" in text_of(page, "/articles/course-hours/")


def test_a_broken_article_does_not_hide_the_others(page: Client, folder) -> None:
    other = folder.parent / "broken"
    other.mkdir()
    (other / "article.yml").write_text("id: [", encoding="utf-8")
    assert "Course hours" in text_of(page, "/articles/")
    assert page.get("/articles/broken/").status_code == 404


def test_the_navigation_leads_there(page: Client, db) -> None:
    assert '<a href="/articles/">Articles</a>' in text_of(page, "/")
