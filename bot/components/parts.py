"""The parts of a message, because people say several things at once."""

from __future__ import annotations

import re

#: Under this key a message carries its parts: pairs of text and unit vector, shape (dimension,).
PARTS = "parts"
#: A message longer than this is told by its first and last parts; people open with who they are
#: and end with what they want.
MOST_PARTS = 12
_END_OF_SENTENCE = re.compile(r"(?<=[.!?؟。！？።፧…])[\s\"')»]+|\n+|;\s+|؛\s*|(?<=[。！？።፧])")
_SHORT_OPENING = re.compile(r"^([^,،፣，]{2,30}?)[,،፣，]\s+(?=\S)")
_MOST_WORDS_OF_AN_OPENING = 4


def parts(text: str) -> list[str]:
    """Sentences of a text, and a short opening before a comma ("Hello, …") by itself.

    Returns:
        In order; empty when the text says only one thing.
    """
    found: list[str] = []
    for sentence in _END_OF_SENTENCE.split(text):
        rest = sentence.strip()
        # Only at the beginning: elsewhere a short clause before a comma is torn from its sense.
        opening = None if found else _SHORT_OPENING.match(rest)
        if opening and len(opening[1].split()) <= _MOST_WORDS_OF_AN_OPENING:
            found.append(opening[1].strip())
            rest = rest[opening.end() :]
        if any(character.isalpha() for character in rest):
            found.append(rest)
    if len(found) > MOST_PARTS:
        half = MOST_PARTS // 2
        found = found[:half] + found[-half:]
    return found if len(found) > 1 else []
