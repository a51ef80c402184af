"""What each step of ranking earns: recall without it, weights chosen anew without it.

Needs the index; encodes the evaluation questions once. About two minutes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from knowledge import corpus, focus
from knowledge.answering import Answerer
from knowledge.dense_index import DenseIndex
from knowledge.encoders.load import load_encoder
from knowledge.evaluation.questions import EvaluationQuestion, load_questions, question_set_hash
from knowledge.evaluation.tune import Searched, fit
from knowledge.fusion import Background
from knowledge.group_ranking import GroupRanking, Weights
from knowledge.index import Index
from knowledge.retriever import Retriever
from knowledge.settings import settings
from knowledge.space import Space
from knowledge.topic_model import TopicModel

RESULTS = Path(__file__).parent / "results" / "ablation.json"

Asked = Callable[[EvaluationQuestion], tuple[str, str | None, str | None]]


def main() -> None:
    """Measure every step, print a table and write the results."""
    answerer = Answerer.load(settings())
    questions = [question for question in load_questions() if question.answerable]

    def understood(asked: EvaluationQuestion) -> tuple[str, str | None, str | None]:
        question = answerer.understand(asked.text, region=asked.region)
        return question.topic, question.language, question.region

    retriever, index = answerer.retriever, answerer.retriever.index
    steps: dict[str, Callable[[], list[Searched]]] = {
        "everything": lambda: _search(retriever, questions, understood),
        "without the mean of the language": lambda: _search(
            retriever.with_index(_without_means(index)), questions, understood
        ),
        "without shrinking what is only wording": lambda: _search(
            retriever.with_index(_in_space(index, replace(index.space, map=None))),
            questions,
            understood,
        ),
        "best passage instead of the best dozen": lambda: _search(
            retriever.with_index(_pooled(index, 1)), questions, understood
        ),
        "towns stay in the question": lambda: _search(
            retriever, questions, lambda q: (q.text, *understood(q)[1:])
        ),
        "without the ways of asking": lambda: _search(
            _without_asked(answerer), questions, understood
        ),
        "the region is no filter": lambda: _search(
            retriever, questions, lambda q: (*understood(q)[:2], None)
        ),
    }
    rows = [_row(name, searched(), questions) for name, searched in steps.items()]
    with patch.object(focus, "parts", lambda text: {text: 1.0}):
        unfocused = _search(retriever, questions, understood)
    rows.append(_row("stories are one text", unfocused, questions))
    everything = _search(retriever, questions, understood)
    names = tuple(field.name for field in fields(Weights))
    for name in names:
        rows.append(_row(f"without {name}", everything, questions, without=(name,)))
    rows.append(_row("without sound and sounds", everything, questions, ("sound", "sounds")))
    rows.append(_row("meaning alone", everything, questions, names[1:]))
    result = {"question_set": question_set_hash(questions), "n": len(questions), "steps": rows}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _search(
    retriever: Retriever, questions: Sequence[EvaluationQuestion], asked: Asked
) -> list[Searched]:
    groups = np.array([*dict.fromkeys(d.group for d in retriever.index.passages.documents)])
    found = []
    for question in questions:
        text, language, region = asked(question)
        evidence = retriever.evidence(text, language=language, region=region)
        acceptable = np.isin(groups, question.articles)
        found.append(Searched(question.language, evidence, evidence, acceptable))
    return found


def _row(
    name: str,
    searched: Sequence[Searched],
    questions: Sequence[EvaluationQuestion],
    without: Sequence[str] = (),
) -> dict[str, object]:
    dev = np.array([question.split == "dev" for question in questions])
    weights = fit([s for s, chosen in zip(searched, dev, strict=True) if chosen], without)
    fused = [found.evidence.fused(weights) for found in searched]
    first = np.array([s.right(weights) for s in searched])
    five = np.array(
        [s.acceptable[np.argsort(-f)[:5]].any() for s, f in zip(searched, fused, strict=True)]
    )
    row = {
        "step": name,
        "recall_1_dev": round(float(first[dev].mean()), 3),
        "recall_1_test": round(float(first[~dev].mean()), 3),
        "recall_1": round(float(first.mean()), 3),
        "recall_5": round(float(five.mean()), 3),
    }
    print(" | ".join(str(value) for value in row.values()), flush=True)
    return row


def _without_asked(answerer: Answerer) -> Retriever:
    articles = (replace(article, asked={}) for article in answerer.composer.articles.values())
    return Retriever.build(
        [*corpus.documents(articles), *corpus.out_of_scope(settings().articles_dir)],
        encoder=load_encoder(settings()),
        known=answerer.retriever.known_vectors(),
        pool=corpus.POOL,
    )


def _without_means(index: Index) -> Index:
    groups = index.passages.group_numbers
    return _in_space(index, Space.measure(index.vectors, ["xx"] * len(index.vectors), groups))


def _in_space(index: Index, space: Space) -> Index:
    compared = space.passages(index.vectors, index.passages.languages)
    ranking = index.ranking
    if ranking is None:
        raise ValueError("the groups of this corpus are not ranked")
    topics = TopicModel.train(compared, index.passages.group_numbers)
    return replace(
        index,
        space=space,
        dense=DenseIndex(compared),
        background=Background.measure(compared),
        ranking=ranking.with_topics(topics),
    )


def _pooled(index: Index, pool: int) -> Index:
    ranking = index.ranking
    if ranking is None:
        raise ValueError("the groups of this corpus are not ranked")
    groups = index.passages.group_numbers
    pooled = GroupRanking(groups, pool=pool, sound=ranking.sound, topics=ranking.topics)
    return replace(index, pool=pool, ranking=pooled)
