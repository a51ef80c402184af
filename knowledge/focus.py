"""Find the question in a long story.

People tell who they are before they ask. The story says where the question belongs, but the more of
it there is, the less the question itself weighs; so both are searched for, as one query.
"""

from __future__ import annotations

import re

#: Shorter texts are a question already.
_STORY_FROM = 120
#: What the question weighs beside the whole story; see docs/retrieval.md.
_QUESTION_SHARE = 0.2
_SENTENCE_END = re.compile(r"(?<=[.!?؟።])\s+|\n+")
_ASKS = re.compile(r"[?؟]\W*$")


def parts(text: str) -> dict[str, float]:
    """The texts to search for with their shares, which add up to 1.

    A long text of several sentences is itself and what it asks: its sentences with a question mark,
    or else its last sentence.
    """
    if len(text) <= _STORY_FROM:
        return {text: 1.0}
    sentences = [found.strip() for found in _SENTENCE_END.split(text) if found.strip()]
    asked = [sentence for sentence in sentences if _ASKS.search(sentence)] or sentences[-1:]
    question = " ".join(asked)
    if question == text.strip() or not any(character.isalnum() for character in question):
        return {text: 1.0}
    return {text: 1.0 - _QUESTION_SHARE, question: _QUESTION_SHARE}
