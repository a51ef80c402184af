"""Vectors of questions: what means the same lies close, whatever the language."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import KnowledgeError
from knowledge.settings import settings

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]


class Meaning(Protocol):
    """Turns questions into unit vectors."""

    def vectors(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Float32 array ``(n_texts, dimension)``, rows L2-normalised; both arguments as long."""
        ...


class MeaningUnavailableError(Exception):
    """Encoder or index cannot be loaded; the log says why."""


class KnowledgeMeaning:
    """The encoder of the knowledge base, in its index's space: the language's mean taken off."""

    def __init__(self) -> None:
        # Not at the top: only the process that groups needs FAISS and the encoder's runtime.
        from knowledge.encoders.load import load_encoder  # noqa: PLC0415
        from knowledge.retriever import Retriever  # noqa: PLC0415

        self._encoder = load_encoder(settings())
        found = Retriever.load(settings().index_dir, encoder=self._encoder)
        self._space = found.index.space

    def vectors(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """See :class:`Meaning`."""
        rows = self._encoder.encode_queries(texts)
        pairs = zip(rows, languages, strict=True)
        return np.stack([self._space.query(row, language) for row, language in pairs])


@lru_cache(maxsize=1)
def meaning() -> Meaning:
    """The one of this process, loaded at the first question.

    Raises:
        MeaningUnavailableError: If it cannot be loaded; the next call tries again.
    """
    try:
        return KnowledgeMeaning()
    except KnowledgeError as error:
        logger.exception("Questions cannot be grouped.")
        raise MeaningUnavailableError from error
