"""Search by meaning, by words and by both, over corpora of one text in one language each.

Each document is one text in one language, as a stranger's corpus is: the short answers of the
articles in one language or spread over several, and the manual of Python's own library. Questions
are those of the article, first lines of the manual. What words weigh was chosen with these corpora:
they show that one choice suits all, not what a new one would get. About two minutes.
"""

from __future__ import annotations

import importlib
import inspect
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from knowledge.article import Article
from knowledge.article_loader import load_articles
from knowledge.document import Document
from knowledge.encoders.load import load_encoder
from knowledge.fusion import LEXICAL_WEIGHT
from knowledge.retriever import Retriever
from knowledge.settings import settings

RESULTS = Path(__file__).parent / "results" / "corpora.json"
COMPLETE = ("en", "nl", "fr", "de", "ar", "es", "fa", "ru", "tr", "uk")
# fmt: off
MODULES = (
    "os", "shutil", "tempfile", "json", "csv", "re", "datetime", "statistics", "random", "math",
    "itertools", "functools", "collections", "socket", "ssl", "threading", "subprocess", "logging",
    "argparse", "zipfile", "tarfile", "sqlite3", "http.client", "urllib.request", "urllib.parse",
    "email.message", "smtplib", "imaplib", "ftplib", "asyncio", "decimal", "fractions", "textwrap",
    "string", "difflib", "calendar", "locale", "gettext", "inspect", "ast", "pickle", "copy",
    "heapq", "unittest", "doctest", "pathlib", "glob", "hashlib", "hmac", "secrets", "struct",
    "codecs", "uuid", "ipaddress",
)
# fmt: on
QUESTIONS = 400
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its language, and the document that answers it."""

    text: str
    language: str
    right: str


Corpus = tuple[list[Document], list[Asked]]


def main() -> None:
    """Measure every corpus, print a table and write the results."""
    articles = list(load_articles(settings().articles_dir).values())
    corpora: dict[str, Callable[[], Corpus]] = {
        f"articles in {code}, asked in {code}": partial(_articles, articles, [code], [code])
        for code in COMPLETE
    }
    for code in ("en", "fr"):
        others = [other for other in COMPLETE if other != code]
        name = f"articles in {code}, asked in the nine others"
        corpora[name] = partial(_articles, articles, [code], others)
    three = COMPLETE[:3]
    corpora["articles in en, nl or fr, asked in these"] = partial(_articles, articles, three, three)
    corpora["articles in one of ten, asked in the ten"] = partial(
        _articles, articles, COMPLETE, COMPLETE
    )
    corpora["manual of Python, in en"] = _manual
    rows = [_row(name, *made()) for name, made in corpora.items()]
    RESULTS.write_text(json.dumps({"mrr_at": DEPTH, "corpora": rows}, indent=1) + "\n", "utf-8")


def _articles(articles: Sequence[Article], written: Sequence[str], asked: Sequence[str]) -> Corpus:
    """Every article in one of the languages ``written``, asked for in those of ``asked``."""
    chance = random.Random(0)
    documents, questions = [], []
    for article in articles:
        language = chance.choice([code for code in written if code in article.texts])
        text = article.texts[language]
        documents.append(Document(article.id, text.title, text.short_answer, language))
        questions += [
            Asked(question, code, article.id)
            for code in asked
            if code in article.texts
            for question in article.texts[code].questions
        ]
    return documents, questions


def _manual() -> Corpus:
    """What a function does is asked; the rest of its description is searched."""
    documents: dict[str, Document] = {}
    questions: dict[str, Asked] = {}
    for module in MODULES:
        for name, thing in sorted(vars(importlib.import_module(module)).items()):
            if name.startswith("_") or not (inspect.isroutine(thing) or inspect.isclass(thing)):
                continue
            summary, _, rest = (inspect.getdoc(thing) or "").partition("\n\n")
            line = " ".join(summary.split())
            if 20 < len(line) < 200 and len(rest) > 80 and line not in questions:
                key = f"{module}.{name}"
                documents[key] = Document(key, "", rest[:3000], "en")
                questions[line] = Asked(line, "en", key)
    return list(documents.values()), list(questions.values())


def _row(name: str, documents: Sequence[Document], questions: Sequence[Asked]) -> dict[str, object]:
    chosen = random.Random(1).sample(questions, min(QUESTIONS, len(questions)))
    retriever = Retriever.build(documents, encoder=load_encoder(settings()))

    def found(asked: Asked, weight: float = LEXICAL_WEIGHT) -> list[str]:
        hits = retriever.search(asked.text, DEPTH, language=asked.language, lexical_weight=weight)
        return [hit.id for hit in hits]

    row = {
        "corpus": name,
        "documents": len(documents),
        "questions": len(chosen),
        "meaning": _mrr(chosen, lambda asked: found(asked, 0.0)),
        "words": _mrr(chosen, lambda asked: _by_words(retriever, asked)),
        "both": _mrr(chosen, found),
    }
    print(" | ".join(str(value) for value in row.values()), flush=True)
    return row


def _by_words(retriever: Retriever, asked: Asked) -> list[str]:
    index = retriever.index
    rows, scores = index.lexical.match(asked.text, asked.language).best(20 * DEPTH)
    named, shared = index.lexical.names(asked.text, asked.language, 20 * DEPTH)
    order = np.argsort(-np.concatenate([scores, shared]), kind="stable")
    best = np.concatenate([rows, named])[order]
    return [*dict.fromkeys(index.passages.document_of(int(row)).group for row in best)][:DEPTH]


def _mrr(questions: Sequence[Asked], found: Callable[[Asked], list[str]]) -> float:
    ranks = [
        1 / (1 + hits.index(asked.right)) if asked.right in (hits := found(asked)) else 0.0
        for asked in questions
    ]
    return round(float(np.mean(ranks)), 3)
