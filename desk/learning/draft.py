"""An article to fill in, begun from the questions of a group."""

from __future__ import annotations

from datetime import date

from desk.cases.text_safety import neutral
from desk.learning.models import Group
from knowledge.languages import LANGUAGES
from knowledge.scaffold import article_templates

#: Questions of the English text; the check asks for five or more.
ENGLISH = 8
#: Questions of each other language.
OTHERS = 5
DOMAIN = "‹domain›"


def draft(group: Group, *, today: date) -> str:
    """``article.yml``, ``en.md`` and the questions in other languages, one after the other.

    The parts begin with a line that names the file they belong in.
    """
    asked: dict[str, list[str]] = {}
    for text, language in group.questions.values_list("text", "language"):
        line = " ".join(neutral(text).split())
        if line not in asked.setdefault(language, []):
            asked[language].append(line)
    identifier = group.article or "‹id›"
    article, english = article_templates(
        identifier,
        domain=DOMAIN,
        title="‹title›",
        today=today,
        questions=asked.pop("en", [])[:ENGLISH],
    )
    parts = [f"==> article.yml\n{article}", f"==> en.md\n{english}"]
    for language, lines in sorted(asked.items()):
        name = LANGUAGES[language].name if language in LANGUAGES else language
        listed = "\n".join(f"  - {line}" for line in lines[:OTHERS])
        parts.append(f"==> {language}.md ({name}), questions\nquestions:\n{listed}\n")
    return "\n".join(parts)
