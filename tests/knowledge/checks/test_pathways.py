from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.article_loader import load_articles
from knowledge.checks.pathways import check_pathways
from knowledge.offices import load_offices
from knowledge.settings import settings

STEP = """
steps:
  - id: one
    in:
      {region}: {{article: {article}, marks: [{mark}]{more}}}
themes: {{work: [{topic}]}}
"""
FINE = {
    "region": "flanders",
    "article": "flanders-naric-recognition",
    "mark": "f1",
    "more": "",
    "topic": "flanders-naric-recognition",
}


def complaints(tmp_path: Path, **changed: str) -> list[str]:
    file = tmp_path / "pathways.yml"
    file.write_text(STEP.format(**{**FINE, **changed}), encoding="utf-8")
    chosen = settings()
    articles = load_articles(chosen.articles_dir)
    return [str(p) for p in check_pathways(articles, load_offices(chosen.offices_dir), file)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"article": "gone"}, "no article 'gone'"),
        ({"topic": "gone"}, "Theme work: there is no article 'gone'"),
        ({"region": "wallonia"}, "does not hold there"),
        ({"region": "atlantis"}, "misnames 'atlantis'"),
        ({"mark": "f99"}, "is no fact of today"),
        ({"more": ", offices: [nobody]"}, "no office 'nobody'"),
        ({"more": ", due: {from: registered, months: 6, fact: f99}"}, "no fact 'f99'"),
    ],
)
def test_what_does_not_exist_is_named_with_its_step(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    assert any(said in complaint for complaint in complaints(tmp_path, **changed))


def test_a_right_file_has_no_complaint(tmp_path: Path) -> None:
    assert complaints(tmp_path) == []
