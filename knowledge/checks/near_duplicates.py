"""Questions of two articles that mean the same: people would be sent to either by chance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

from knowledge.article import Article
from knowledge.article_loader import article_folders, load_article
from knowledge.checks.lines import line_of_text
from knowledge.encoders.load import load_encoder
from knowledge.encoders.protocol import Encoder, Progress, Vectors
from knowledge.errors import IndexMismatchError
from knowledge.passages import passage_key
from knowledge.problems import Problem, ProblemError
from knowledge.retriever import Retriever
from knowledge.settings import Settings

#: Cosine from which two questions count as one. Measured with e5-small over 9,536 questions in 15
#: languages: half of them have a neighbour in another article at 0.92 to 0.94, one in a hundred at
#: 0.97. Read by hand in English, Dutch and Turkish: above 0.975 about half of the pairs ask the
#: same thing; below it nearly all differ in the word that matters (Brussels or Wallonia, BIO or
#: BVS).
THRESHOLD = 0.975
DISTINCT_FILE = Path(__file__).with_name("distinct_questions.yml")


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the text file that it stands in."""

    file: Path
    text: str

    @property
    def article(self) -> str:
        """Id of its article."""
        return self.file.parent.name


def check_near_duplicates(settings: Settings, progress: Progress | None = None) -> list[Problem]:
    """Pairs of questions of different articles, within a language, that mean the same.

    Questions that the index holds are taken from there; only new ones are encoded. An article that
    cannot be read is left out: ``check_articles`` says why.

    Raises:
        EncoderError: The encoder is not built.
    """
    articles = _readable(settings.articles_dir)
    encoder = load_encoder(settings)
    try:
        known = Retriever.load(settings.index_dir, encoder=encoder).known_vectors()
    except IndexMismatchError:
        known = {}
    questions = questions_by_language(articles)
    vectors = _vectors(questions, encoder, known, progress)
    return [
        problem
        for code, asked in questions.items()
        for problem in near_duplicates(asked, vectors[code], distinct=judged_distinct())
    ]


@lru_cache(maxsize=1)
def judged_distinct() -> frozenset[frozenset[str]]:
    """Pairs of ``distinct_questions.yml``."""
    rows = YAML(typ="safe").load(DISTINCT_FILE)
    return frozenset(frozenset(row["pair"]) for row in rows)


def _readable(articles_dir: Path) -> dict[Path, Article]:
    articles = {}
    for folder in article_folders(articles_dir):
        with suppress(ProblemError):
            articles[folder] = load_article(folder)
    return articles


def questions_by_language(articles: Mapping[Path, Article]) -> dict[str, list[Question]]:
    """The questions of all texts, by language; ``articles`` by folder."""
    found: dict[str, list[Question]] = {}
    for folder, article in articles.items():
        for code, text in article.texts.items():
            file = folder / f"{code}.md"
            found.setdefault(code, []).extend(Question(file, asked) for asked in text.questions)
    return found


def near_duplicates(
    questions: Sequence[Question],
    vectors: Vectors,
    threshold: float = THRESHOLD,
    distinct: Collection[frozenset[str]] = (),
) -> Iterator[Problem]:
    """Complaints about pairs, closest first.

    Args:
        questions: All of one language.
        vectors: Shape (n_questions, dimension), rows L2-normalised, in their order.
        threshold: Cosine from which two count as one, 0 to 1.
        distinct: Pairs that a person has judged to ask for different things.
    """
    cosines = np.triu(vectors @ vectors.T, 1)
    pairs = [
        (float(cosines[one, other]), questions[one], questions[other])
        for one, other in np.argwhere(cosines >= threshold)
        if questions[one].article != questions[other].article
        and frozenset((questions[one].text, questions[other].text)) not in distinct
    ]
    for cosine, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        yield Problem(
            other.file,
            line_of_text(other.file, other.text),
            f"“{other.text}” means nearly the same as “{one.text}” in {one.article} "
            f"({cosine:.3f}).",
            "Let one article answer it, or reword one so that the difference shows.",
        )


def _vectors(
    questions: Mapping[str, Sequence[Question]],
    encoder: Encoder,
    known: Mapping[bytes, NDArray[np.float32]],
    progress: Progress | None,
) -> dict[str, Vectors]:
    """Vectors of the questions of each language, in their order."""
    texts = dict.fromkeys(question.text for asked in questions.values() for question in asked)
    new = [text for text in texts if passage_key(text) not in known]
    # As passages, not as queries, because the index holds them so.
    encoded = dict(zip(new, encoder.encode_passages(new, progress), strict=True))
    return {
        code: np.stack(
            [
                encoded[question.text]
                if question.text in encoded
                else known[passage_key(question.text)]
                for question in asked
            ]
        )
        for code, asked in questions.items()
        if asked
    }
