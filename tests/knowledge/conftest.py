from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.languages import MAIN_LANGUAGES
from knowledge.settings import ROOT, Settings

ARTICLE = """\
id: {id}
domain: job-services
regions: [{regions}]
audience: everybody who looks for work
complexity: self-service
offices: []
related: []
review_by: '2099-01-31'
facts:
  - id: f1
    claim: The course takes 120 hours.
    source: emn-2018
    section: Conclusions
    as_of: 2018
    status: current
open_points:
  - id: o1
    text: The price is not told.
next_step: Your municipality.
"""

TEXT = """\
---
title: {title}
questions:
  - {title} one
  - {title} two
  - {title} three
  - {title} four
  - {title} five
  - {title} six
translation: {translation}
---

## short-answer

{answer}[^f1] Ask for the price.[^o1]

## steps

1. Go to the town hall.[^next]
"""

REST = """
## more

- The course takes 120 hours.[^f1]

## where-to-go

- Everywhere: your municipality.[^next]
"""


class ArticleTree:
    """Writes articles into a folder, as an editor would."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(
        self,
        identifier: str,
        *,
        regions: str = "flanders",
        title: str = "Course hours",
        answer: str = "The course takes 120 hours.",
        language: str = "en",
    ) -> Path:
        folder = self.root / "job-services" / identifier
        folder.mkdir(parents=True, exist_ok=True)
        article = ARTICLE.format(id=identifier, regions=regions)
        (folder / "article.yml").write_text(article, encoding="utf-8")
        translation = "source" if language == "en" else "draft"
        text = TEXT.format(title=title, answer=answer, translation=translation)
        (folder / f"{language}.md").write_text(text, encoding="utf-8")
        return folder

    def write_all(self, identifier: str, *, regions: str = "flanders") -> Path:
        """An article that lacks nothing: every main language with every part."""
        for code in MAIN_LANGUAGES:
            folder = self.write(
                identifier, language=code, title=f"{identifier} {code}", regions=regions
            )
            with (folder / f"{code}.md").open("a", encoding="utf-8") as file:
                file.write(REST)
        return folder


@pytest.fixture
def articles(tmp_path: Path) -> ArticleTree:
    return ArticleTree(tmp_path / "articles")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    pathways = tmp_path / "pathways.yml"
    pathways.write_text("steps: []\nthemes: {}\n", encoding="utf-8")
    return Settings(
        pathways_file=pathways,
        articles_dir=tmp_path / "articles",
        offices_dir=ROOT / "knowledge" / "offices",
        encoder_dir=tmp_path / "encoder",
        index_dir=tmp_path / "index",
        encoder="onnx-e5-small",
        encoder_threads=1,
    )
