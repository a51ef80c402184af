"""Errors of the knowledge room. Each says what is wrong and how to mend it."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Base of every error that this room raises on purpose.

    Args:
        problem: What is wrong, one sentence with a full stop.
        mend: What to do about it, one sentence with a full stop.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


class EncoderError(KnowledgeError):
    """A sentence encoder cannot be built, loaded or used."""


class ArticleError(KnowledgeError):
    """An article cannot be read."""


class CorpusError(KnowledgeError):
    """A corpus of documents cannot be indexed."""


class IndexMismatchError(KnowledgeError):
    """A stored index does not belong to these articles or this encoder, or is damaged."""


class IndexWriteError(KnowledgeError):
    """An index cannot be written; what was there before is unchanged."""


class QueryError(KnowledgeError):
    """A query cannot be answered as it was put."""
