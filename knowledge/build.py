"""Build the articles' index, encoding only what is new."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import corpus
from knowledge.article_loader import load_articles
from knowledge.encoders.load import load_encoder
from knowledge.encoders.protocol import Encoder
from knowledge.errors import CorpusError, IndexMismatchError
from knowledge.retriever import Progress, Retriever
from knowledge.settings import Settings


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``encoded`` is 0 when the index was current."""

    articles: int
    encoded: int


def build_index(
    settings: Settings, *, force: bool = False, progress: Progress | None = None
) -> BuildReport:
    """Bring the index up to date with the articles and the encoder.

    Passages whose text an older index of the same encoder holds are not encoded again.

    Raises:
        ArticleError: An article cannot be read; names file and line.
        EncoderError: The encoder is not built.
        CorpusError: There are no articles with texts.
    """
    articles = load_articles(settings.articles_dir)
    if not articles:
        raise CorpusError(
            f"There are no articles with texts in {settings.articles_dir}.",
            "Set FANAL_ARTICLES to where they are.",
        )
    encoder = load_encoder(settings)
    current = corpus.fingerprint(settings.articles_dir)
    if not force and _stored(settings, encoder, current):
        return BuildReport(len(articles), 0)
    old = None if force else _stored(settings, encoder, None)
    known = old.known_vectors() if old else {}
    counted = _Counted(progress)
    retriever = Retriever.build(
        [*corpus.documents(articles.values()), *corpus.out_of_scope(settings.articles_dir)],
        encoder=encoder,
        known=known,
        pool=corpus.POOL,
        progress=counted,
    )
    retriever.save(settings.index_dir, fingerprint=current)
    return BuildReport(len(articles), counted.total)


def _stored(settings: Settings, encoder: Encoder, fingerprint: str | None) -> Retriever | None:
    """The stored index, if it is whole, of this encoder and (if given) of these articles."""
    try:
        return Retriever.load(settings.index_dir, encoder=encoder, fingerprint=fingerprint)
    except IndexMismatchError:
        return None


class _Counted:
    """Passes progress on and remembers how many passages there were to encode."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.total = 0

    def __call__(self, done: int, total: int) -> None:
        self.total = total
        if self._progress:
            self._progress(done, total)
