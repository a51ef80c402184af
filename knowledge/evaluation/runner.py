"""Ask every question of a set and note what happened."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol, cast

from knowledge.answer import Answer
from knowledge.answering import Answerer, Question
from knowledge.article import Article
from knowledge.article_loader import load_articles
from knowledge.decision import CALIBRATION_FILE, Signals
from knowledge.document import Hit
from knowledge.evaluation.questions import EvaluationQuestion, QuestionSetError
from knowledge.evaluation.records import Found, Record
from knowledge.evaluation.runs import Run
from knowledge.settings import Settings

Progress = Callable[[int, int], None]

SPLITS = ("all", "dev", "test")


@dataclass(frozen=True, slots=True)
class Watched:
    """The last search: the question as understood, and what was found, best first."""

    question: Question
    hits: Sequence[Hit]


class Asks(Protocol):
    """What is measured: :class:`WatchedAnswerer` or a stand-in."""

    watched: Watched | None

    def ask(self, text: str, *, region: str | None = None) -> Answer:
        """The whole way to an answer."""


class WatchedAnswerer(Answerer):
    """Answers as ever, and lets the evaluation see what was found on the way; for one thread."""

    watched: Watched | None = None

    def search(self, question: Question) -> list[Hit]:
        """As :meth:`Answerer.search`; remembered until the next search."""
        hits = super().search(question)
        self.watched = Watched(question, hits)
        return hits


def evaluate(
    settings: Settings,
    questions: Sequence[EvaluationQuestion],
    *,
    now: datetime,
    split: str = "all",
    language: str | None = None,
    progress: Progress | None = None,
) -> Run:
    """Ask the configured answerer the questions of one split and language.

    Args:
        settings: Of articles, encoder and index.
        questions: To select from.
        now: Names the run.
        split: ``dev``, ``test`` or ``all``.
        language: Only questions written in it.
        progress: Called with (asked, to ask).

    Raises:
        QuestionSetError: There is no such split, or no question is left.
        KnowledgeError: Articles, encoder or index cannot be used.
    """
    if split not in SPLITS:
        raise QuestionSetError(f"There is no split {split!r}.", f"Use one of: {', '.join(SPLITS)}.")
    chosen = [
        question
        for question in questions
        if split in ("all", question.split) and language in (None, question.language)
    ]
    if not chosen:
        raise QuestionSetError("The set has no such question.", "Choose another split or language.")
    # `load` makes an object of the class it is called on, but is typed as its own.
    answerer = cast(WatchedAnswerer, WatchedAnswerer.load(settings))
    records = run(answerer, chosen, load_articles(settings.articles_dir), progress)
    return Run(
        name=now.strftime("%Y-%m-%dT%H-%M-%S"),
        split=split,
        language=language,
        encoder=settings.encoder,
        calibration=json.loads(CALIBRATION_FILE.read_text(encoding="utf-8")),
        records=tuple(records),
    )


def run(
    answerer: Asks,
    questions: Sequence[EvaluationQuestion],
    articles: Mapping[str, Article],
    progress: Progress | None = None,
) -> list[Record]:
    """One record a question, in order.

    Args:
        answerer: Asked once a question.
        questions: What to ask.
        articles: By id; tell where an answer holds.
        progress: Called with (asked, to ask).
    """
    records = []
    for done, asked in enumerate(questions, 1):
        answer = answerer.ask(asked.text, region=asked.region)
        if answerer.watched is None:
            raise RuntimeError("an answer came about without a search")
        records.append(_record(asked, answerer.watched, answer, articles))
        if progress:
            progress(done, len(questions))
    return records


def _record(
    asked: EvaluationQuestion, watched: Watched, answer: Answer, articles: Mapping[str, Article]
) -> Record:
    wanted = asked.asked_region
    return Record(
        question=asked,
        language=watched.question.language,
        region=watched.question.region,
        action=answer.action,
        confidence=answer.confidence,
        article=answer.article,
        found=tuple(Found.of(hit) for hit in watched.hits),
        signals=asdict(Signals.of(watched.hits, watched.question.topic)) if watched.hits else {},
        holds=None
        if answer.article is None or wanted is None
        else articles[answer.article].holds_in(wanted),
    )
