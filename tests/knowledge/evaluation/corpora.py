"""Everything that the evaluation questions must stay apart from, and how near they come to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from knowledge.article_loader import article_folders
from knowledge.asked import load_asked, out_of_scope_folders
from knowledge.evaluation.questions import EvaluationQuestion, load_questions
from knowledge.settings import ROOT

#: An entity in a training phrase: [Gent](municipality) or [Gent]{"entity": …}.
_ENTITY = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")


@dataclass(frozen=True, slots=True)
class Pair:
    """An evaluation question, the phrase it shares most with, and how much (0.0 to 1.0)."""

    question: EvaluationQuestion
    phrase: str
    shared: float


def normalised(text: str) -> str:
    """Letters and digits alone: no case, marks, punctuation or spacing."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


@lru_cache(maxsize=1)
def phrases() -> tuple[str, ...]:
    """Every question of an article, way of asking and training phrase, in every language."""
    return tuple(dict.fromkeys((*_article_questions(), *_ways_of_asking(), *_training_phrases())))


def _article_questions() -> Iterator[str]:
    for file in sorted((ROOT / "knowledge" / "articles").glob("*/*/*.md")):
        matter = file.read_text(encoding="utf-8").split("\n---", 1)[0]
        for line in matter.splitlines():
            if line.startswith("  - "):
                yield line[4:].strip("'\" ")


def _ways_of_asking() -> Iterator[str]:
    articles = ROOT / "knowledge" / "articles"
    for folder in (*article_folders(articles), *out_of_scope_folders(articles)):
        for texts in load_asked(folder).values():
            yield from texts


def _training_phrases() -> Iterator[str]:
    for file in sorted((ROOT / "data" / "nlu").glob("*/*.yml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            phrase = line.strip()
            if phrase.startswith("- ") and not phrase.startswith("- intent:"):
                yield _ENTITY.sub(r"\1", phrase[2:]).strip("'\" ")


def closest(questions: Sequence[EvaluationQuestion], least: float) -> list[Pair]:
    """Pairs that share at least ``least`` of their four-letter pieces (Jaccard)."""
    pieces = CountVectorizer(analyzer="char_wb", ngram_range=(4, 4), binary=True, dtype=np.float32)
    others = phrases()
    theirs = pieces.fit_transform([normalised(phrase) for phrase in others])
    ours = pieces.transform([normalised(question.text) for question in questions])
    analyse = pieces.build_analyzer()
    sizes = np.array([len(set(analyse(normalised(q.text)))) for q in questions])
    common = (ours @ theirs.T).tocoo()
    total = sizes[common.row] + np.asarray(theirs.sum(axis=1)).ravel()[common.col] - common.data
    shared = common.data / total
    return [
        Pair(questions[common.row[at]], others[common.col[at]], float(shared[at]))
        for at in np.flatnonzero(shared >= least)
    ]


@lru_cache(maxsize=1)
def evaluation_questions() -> tuple[EvaluationQuestion, ...]:
    """Our own set."""
    return tuple(load_questions())
