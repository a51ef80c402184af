"""Choose the weights of fusion on development questions, and tell what the topic model is worth."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import binomtest

from knowledge.answering import Answerer
from knowledge.atomic import write_atomically
from knowledge.evaluation.questions import EvaluationQuestion, question_set_hash
from knowledge.group_ranking import WEIGHTS_FILE, Evidence, Weights
from knowledge.retriever import Retriever

Progress = Callable[[int, int], None]
Floats = NDArray[np.float64]

#: Keeps weights small, so that a few questions cannot decide for one piece of evidence alone.
_PENALTY = 0.01
#: A language loses if its changes would come about by chance less often than this.
_CHANCE = 0.1
_NAMES = tuple(field.name for field in fields(Weights))


@dataclass(frozen=True, slots=True)
class Searched:
    """One answerable question: its language, evidence for each group, which are acceptable.

    ``unseen`` is the same evidence by a topic model that never saw the question's language.
    """

    language: str
    evidence: Evidence
    unseen: Evidence
    acceptable: NDArray[np.bool_]

    def right(self, weights: Weights, *, unseen: bool = False) -> bool:
        """Whether the best group is an acceptable one."""
        evidence = self.unseen if unseen else self.evidence
        return bool(self.acceptable[np.argmax(evidence.fused(weights))])


@dataclass(frozen=True, slots=True)
class Ablation:
    """Recall@1 of one choice of weights, all questions and by language."""

    name: str
    recall: float
    by_language: dict[str, float]


def tune(
    answerer: Answerer,
    questions: Sequence[EvaluationQuestion],
    file: Path = WEIGHTS_FILE,
    progress: Progress | None = None,
) -> list[Ablation]:
    """Choose the weights on development questions and write them to ``file`` with the evidence.

    The topic model is kept only if the development questions say that it helps, also in languages
    that it was not trained on, and no language loses by more than chance.

    Returns:
        What each step earns, on the same questions: chosen weights last.
    """
    searched = searches(answerer, questions, progress)
    plain = replace(fit(searched, without=("topic",)), topic=0.0)
    chosen = fit(searched)
    without, with_topics = _ablation("without", searched, plain), _ablation("", searched, chosen)
    unseen = _ablation("topic model, language unseen", searched, chosen, unseen=True)
    loses = [code for code in with_topics.by_language if _loses(code, searched, plain, chosen)]
    keeps = min(with_topics.recall, unseen.recall) > without.recall and not loses
    weights = chosen if keeps else plain
    steps = [
        _ablation(f"without {name}", searched, fit(searched, without=(name,))) for name in _NAMES
    ]
    result = [*steps, unseen, _ablation("chosen", searched, weights)]
    content = {
        "weights": {name: round(value, 3) for name, value in asdict(weights).items()},
        "topic_model": "kept" if keeps else f"left out, {', '.join(loses) or 'it does not help'}",
        "recall_at_1": {step.name: round(step.recall, 3) for step in result},
        "chosen_by": f"fanal knowledge tune, {len(searched)} questions, "
        f"set {question_set_hash(questions)}, {date.today()}",
    }
    write_atomically(file, (json.dumps(content, indent=2) + "\n").encode())
    return result


def searches(
    answerer: Answerer,
    questions: Sequence[EvaluationQuestion],
    progress: Progress | None = None,
) -> list[Searched]:
    """Evidence for every answerable question, encoded once."""
    retriever = answerer.retriever
    documents = retriever.index.passages.documents
    groups = np.array([*dict.fromkeys(document.group for document in documents)])
    languages = {document.language for document in documents}
    unlearned: dict[str, Retriever] = {}
    found = []
    for done, asked in enumerate(questions, 1):
        question = answerer.understand(asked.text, region=asked.region)
        if asked.answerable:
            code, region = question.language, question.region
            if code in languages and code not in unlearned:
                unlearned[code] = retriever.with_index(retriever.index.unlearned(code))
            evidence, unseen = (
                source.evidence(question.topic, language=code, region=region)
                for source in (retriever, unlearned.get(code, retriever))
            )
            acceptable = np.isin(groups, asked.articles)
            found.append(Searched(asked.language, evidence, unseen, acceptable))
        if progress:
            progress(done, len(questions))
    return found


def fit(searched: Sequence[Searched], without: Sequence[str] = ()) -> Weights:
    """The weights that make the acceptable groups most probable.

    Maximises the likelihood that a softmax over the fused scores picks an acceptable group, which
    is listwise learning to rank (Cao et al. 2007) with a penalty on weights in units of each
    evidence's deviation.
    """
    used = [number for number, name in enumerate(_NAMES) if name not in without]
    evidence = np.stack([s.evidence.rows.T[:, used] for s in searched]).astype(np.float64)
    allowed = np.stack([s.evidence.allowed for s in searched])
    acceptable = np.stack([s.acceptable for s in searched]) & allowed
    reachable = acceptable.any(axis=1)
    evidence, allowed, acceptable = evidence[reachable], allowed[reachable], acceptable[reachable]
    scale = evidence.std(axis=(0, 1)) + 1e-9
    evidence /= scale

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = np.where(allowed, evidence @ weights, -np.inf)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        hit = np.maximum((shares * acceptable).sum(axis=1, keepdims=True), 1e-12)
        pull = shares - np.where(acceptable, shares, 0.0) / hit
        slope = (pull[..., None] * evidence).sum(axis=1).mean(axis=0) + 2 * _PENALTY * weights
        return float(-np.log(hit).mean() + _PENALTY * weights @ weights), slope

    found = minimize(loss, np.full(len(used), 0.5), jac=True, method="L-BFGS-B").x / scale
    values = dict.fromkeys(_NAMES, 0.0)
    values.update({_NAMES[number]: float(value) for number, value in zip(used, found, strict=True)})
    return Weights(**values)


def _loses(code: str, searched: Sequence[Searched], before: Weights, after: Weights) -> bool:
    """Whether more questions of a language turn wrong than right, by a one-sided sign test."""
    pairs = [(s.right(before), s.right(after)) for s in searched if s.language == code]
    wrong = sum(was and not now for was, now in pairs)
    changed = sum(was != now for was, now in pairs)
    return changed > 0 and binomtest(wrong, changed, alternative="greater").pvalue < _CHANCE


def _ablation(
    name: str, searched: Sequence[Searched], weights: Weights, *, unseen: bool = False
) -> Ablation:
    right = [(s.language, s.right(weights, unseen=unseen)) for s in searched]
    by_language = {
        code: float(np.mean([hit for spoken, hit in right if spoken == code]))
        for code in sorted({code for code, _ in right})
    }
    return Ablation(name, float(np.mean([hit for _, hit in right])), by_language)
