"""The commands of editors, run as they would."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

from fanal.cli import editing, knowledge, status
from knowledge.article_loader import load_text
from knowledge.problems import Problem
from knowledge.settings import settings


@pytest.fixture
def articles_dir(tmp_path):
    return tmp_path / "articles"


@pytest.fixture
def run(articles_dir, monkeypatch):
    chosen = replace(settings(), articles_dir=articles_dir)
    for module in (editing, knowledge, status):
        monkeypatch.setattr(module, "settings", lambda: chosen)
    return lambda *arguments: CliRunner().invoke(knowledge.app, arguments)


@pytest.fixture
def folder(run, articles_dir):
    """An article that the command itself began, in a domain that there is."""
    (articles_dir / "job-services" / "first").mkdir(parents=True)
    (articles_dir / "job-services" / "first" / "article.yml").write_text("", encoding="utf-8")
    result = run("new", "hours", "--domain", "job-services", "--title", "A <b>bold</b> title")
    assert result.exit_code == 0, result.output
    (articles_dir / "job-services" / "first" / "article.yml").unlink()
    return articles_dir / "job-services" / "hours"


def test_from_a_new_article_to_an_updated_translation(run, folder):
    assert run("translate-template", "hours", "nl").exit_code == 0
    assert "Every text had its stamp" in run("stamp").stdout
    english = folder / "en.md"
    english.write_text(english.read_text("utf-8").replace("to do", "to begin"), encoding="utf-8")
    before = load_text(folder / "nl.md").source_hash
    assert "English text has changed" in run("check").stdout
    assert "1 text stamped" in run("stamp", "hours", "--update").stdout
    assert load_text(folder / "nl.md").source_hash != before
    assert "English text has changed" not in run("check").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["stamp", "--update"], "Name the one article"),
        (["stamp", "hour"], "Did you mean hours?"),
        (["new", "hours", "--domain", "job-services", "--title", "x"], "already"),
        (["new", "other", "--domain", "jobs", "--title", "x"], "Use one of: job-services"),
        (["translate-template", "hours", "xx"], "Use: nl, fr"),
        (["status", "--html", "no/such/folder/page.html"], "Name another file"),
    ],
)
def test_an_error_is_one_sentence_with_its_mend(run, folder, arguments, says):
    result = run(*arguments)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_near_duplicates_are_looked_for_only_on_request(run, folder, monkeypatch):
    planted = Problem(folder / "en.md", 4, "Nearly the same.", "Reword one.")
    monkeypatch.setattr(knowledge, "check_near_duplicates", lambda *_arguments: [planted])
    assert "Nearly the same" not in run("check").stdout
    assert "en.md:4: Nearly the same. Reword one." in run("check", "--near-duplicates").stdout


def test_status_shows_languages_and_domains(run, folder):
    shown = run("status").stdout
    assert re.search(r"job-services\W+1\b", shown)
    assert re.search(r"en {2}English\W+1\W+0\W+0\b", shown)
    assert "No review of facts is overdue." in shown


class _Loads(HTMLParser):
    """Collects what a page would load, and its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.loads += [tag] if tag in {"script", "link", "img", "iframe"} else []
        self.loads += [named[key] for key in ("src", "href", "onclick") if key in named]
        if tag == "td":
            self.cells.append(named["title"])


def test_the_page_shows_every_topic_and_language_and_loads_nothing(run, folder, tmp_path):
    run("translate-template", "hours", "ar")
    page = tmp_path / "page.html"
    assert str(page) in run("status", "--html", str(page)).stdout.replace("\n", "")
    content = page.read_text("utf-8")
    parser = _Loads()
    parser.feed(content)
    assert parser.loads == []
    assert "url(" not in content
    assert "@import" not in content
    assert len(parser.cells) == 15
    assert parser.cells[0] == "English, all parts, source"
    assert parser.cells[1] == "Nederlands, no text"
    assert parser.cells[4] == "العربية, all parts, draft"
    assert "<b>bold" not in content
