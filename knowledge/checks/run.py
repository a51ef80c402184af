"""All checks over all articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from knowledge.article import FEDERAL, Article
from knowledge.article_loader import ARTICLE_FILE, article_folders, load_article
from knowledge.asked import ASKED_FILE, load_asked, out_of_scope_folders
from knowledge.checks.asked import check_asked, check_shared
from knowledge.checks.coverage import check_coverage
from knowledge.checks.form import check_form, line_of
from knowledge.checks.links import check_links
from knowledge.checks.names import NameBook, check_names
from knowledge.checks.offices import check_offices
from knowledge.checks.pathways import check_pathways
from knowledge.checks.placeholders import check_placeholders
from knowledge.checks.plain_language import check_plain_language
from knowledge.checks.stamps import check_stamps
from knowledge.checks.texts import check_texts
from knowledge.offices import load_offices
from knowledge.problems import Problem, ProblemError, read_yaml
from knowledge.settings import Settings
from knowledge.sources import load_sources


def check_articles(settings: Settings, today: date | None = None) -> list[Problem]:
    """Every problem of every article, sorted by file and line; an empty list means all is well.

    An article without texts is planned, not wrong: only its ``article.yml`` is checked.
    """
    folders = article_folders(settings.articles_dir)
    offices = load_offices(settings.offices_dir)
    sources = load_sources()
    ids = {folder.name for folder in folders}
    problems: list[Problem] = []
    articles: dict[Path, Article] = {}
    for folder in folders:
        try:
            raw = read_yaml(folder / ARTICLE_FILE)
            form = list(check_form(folder, raw))
            problems.extend(form)
            if form:
                continue
            articles[folder] = article = load_article(folder, raw)
        except ProblemError as error:
            problems.append(error.at)
            continue
        problems.extend(
            check_links(folder, article, articles=ids, offices=offices, sources=sources)
        )
        problems.extend(check_placeholders(folder, article))
        problems.extend(_review(folder, article, today or date.today()))
        if article.texts:
            problems.extend(check_texts(folder, article))
            problems.extend(check_asked(folder, article.asked, _questions(article)))
            problems.extend(check_stamps(folder, article))
            problems.extend(check_coverage(folder, article))
            problems.extend(check_plain_language(folder, article))
    book = NameBook.of(offices.values(), articles.values())
    for folder, article in articles.items():
        problems.extend(check_names(folder, article, book, offices))
    outside = dict(_outside(settings.articles_dir, problems))
    regional = {
        folder: frozenset(article.regions)
        for folder, article in articles.items()
        if FEDERAL not in article.regions
    }
    problems.extend(check_shared({**_asked(articles), **outside}, regional))
    problems.extend(check_offices(settings.offices_dir, sources))
    told = {article.id: article for article in articles.values() if article.texts}
    problems.extend(check_pathways(told, offices, settings.pathways_file))
    return sorted(problems, key=lambda problem: (str(problem.file), problem.line))


def _review(folder: Path, article: Article, today: date) -> Iterator[Problem]:
    if article.review_by < today:
        file = folder / ARTICLE_FILE
        yield Problem(
            file,
            line_of(file, ["review_by"]),
            f"The facts were to be reviewed by {article.review_by}.",
            "Look at them again and set a new date.",
        )


def _outside(articles_dir: Path, problems: list[Problem]) -> Iterator[tuple[Path, list[str]]]:
    """The ways of asking for each subject that is not ours, and their problems."""
    for folder in out_of_scope_folders(articles_dir):
        try:
            asked = load_asked(folder)
        except ProblemError as error:
            problems.append(error.at)
            continue
        problems.extend(check_asked(folder, asked, {}))
        yield folder / ASKED_FILE, [*chain.from_iterable(asked.values())]


def _asked(articles: dict[Path, Article]) -> dict[Path, list[str]]:
    """All questions and ways of asking of the articles, by the file they stand in."""
    by_file: dict[Path, list[str]] = {}
    for folder, article in articles.items():
        for code, questions in _questions(article).items():
            by_file[folder / f"{code}.md"] = [*questions]
        by_file[folder / ASKED_FILE] = [*chain.from_iterable(article.asked.values())]
    return by_file


def _questions(article: Article) -> dict[str, tuple[str, ...]]:
    return {language: text.questions for language, text in article.texts.items()}
