from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.checks import check_articles
from knowledge.problems import Problem


@pytest.fixture
def folder(articles) -> Path:
    """An article without any problem, to plant one in."""
    return articles.write_all("hours")


@pytest.fixture
def problems(settings):
    """All problems of the articles as they are now."""

    def check() -> list[Problem]:
        return check_articles(settings)

    return check


@pytest.fixture
def plant(folder):
    """Replaces a text in a file of the article."""

    def replace(file: str, old: str, new: str) -> Path:
        path = folder / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new), encoding="utf-8")
        return path

    return replace
