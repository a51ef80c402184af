"""Cut long texts into passages that an encoder reads whole."""

from __future__ import annotations

import re
from functools import lru_cache

import spacy
from spacy.language import Language as Pipeline

from knowledge.document import Document

#: About 200 tokens of e5 in Latin scripts; the encoder reads 512.
MAX_CHARACTERS = 700


def passages_of(document: Document) -> list[str]:
    """The passages of one document: its own, or its title and text in chunks.

    Every chunk begins with the title, so that a chunk from the middle still says what it is about.
    """
    if document.passages:
        return list(document.passages)
    title = document.title.strip()
    chunks = chunk(document.text)
    if not chunks:
        return [title] if title else []
    return [f"{title}. {piece}" if title else piece for piece in chunks]


def chunk(text: str, max_characters: int = MAX_CHARACTERS) -> list[str]:
    """Cut at paragraph and sentence ends into chunks of at most ``max_characters``."""
    chunks: list[str] = []
    current = ""
    for piece in _pieces(text, max_characters):
        if current and len(current) + len(piece) + 1 > max_characters:
            chunks.append(current)
            current = ""
        current = f"{current} {piece}".strip()
    return [*chunks, current] if current else chunks


def _pieces(text: str, max_characters: int) -> list[str]:
    pieces: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        flat = " ".join(paragraph.split())
        if len(flat) <= max_characters:
            pieces.append(flat)
            continue
        for sentence in _sentences(flat):
            # A "sentence" without any full stop (a table, a log) is cut where it must be.
            pieces.extend(
                sentence[start : start + max_characters]
                for start in range(0, len(sentence), max_characters)
            )
    return [piece for piece in pieces if piece]


def _sentences(text: str) -> list[str]:
    pipeline = _sentencizer()
    # spaCy refuses texts over its max_length; whole paragraphs of that size are cut first.
    step = 100_000
    return [
        sentence.text
        for start in range(0, len(text), step)
        for sentence in pipeline(text[start : start + step]).sents
    ]


@lru_cache(maxsize=1)
def _sentencizer() -> Pipeline:
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("sentencizer")
    return pipeline
