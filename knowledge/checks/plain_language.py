"""How long sentences may be: readers are at level A2 to B1 and read on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.article import Article, Text
from knowledge.checks.lines import line_of_text
from knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Limit:
    """The most words a text of one language may have in a sentence: on average, and in one."""

    mean: float
    longest: int


#: Chosen from the distribution over 130 articles (1,450 texts, 15 languages): each limit lies just
#: above the longest that existed, so none of those is flagged (0 sentences, 0 means) and no later
#: text may be harder to read. Half of all sentences have 13 to 25 words, 99 of 100 at most 27 (tr)
#: to 40 (es, ps). Languages differ because one idea takes more words where articles and
#: prepositions stand apart (fr, es, ps) than where endings do that work (tr). All our scripts put
#: spaces between words; one that does not (Chinese, Thai) would need another measure, and a
#: language without a limit is not checked.
LIMITS = {
    "en": Limit(24, 48),
    "nl": Limit(24, 48),
    "fr": Limit(27, 52),
    "de": Limit(24, 45),
    "ar": Limit(25, 43),
    "tr": Limit(24, 37),
    "uk": Limit(27, 45),
    "ru": Limit(27, 46),
    "fa": Limit(27, 46),
    "es": Limit(28, 50),
    # Thirty texts each, short answers only, whose sentences are longer on average.
    "ps": Limit(35, 48),
    "so": Limit(31, 42),
    "ti": Limit(30, 36),
    "pt": Limit(29, 38),
    "ro": Limit(29, 40),
}

_END = re.compile(r"(?:(?<=[.!?؟።…])|(?<=[.!?؟።…][\"”»]))\s+")


def check_plain_language(folder: Path, article: Article) -> Iterator[Problem]:
    """Complaints about texts and sentences that are too long to follow."""
    for code, text in article.texts.items():
        limit = LIMITS.get(code)
        if limit is None:
            continue
        file = folder / f"{code}.md"
        lengths = {sentence: len(sentence.split()) for sentence in sentences(text)}
        for sentence, words in lengths.items():
            if words > limit.longest:
                yield Problem(
                    file,
                    line_of_text(file, sentence),
                    f"This sentence has {words} words: “{sentence[:60]}…”.",
                    f"Make two of it; {limit.longest} words are the most.",
                )
        mean = sum(lengths.values()) / len(lengths)
        if mean > limit.mean:
            yield Problem(
                file,
                1,
                f"The sentences have {mean:.1f} words on average.",
                f"Shorten them to {limit.mean:g} or fewer: one idea a sentence.",
            )


def sentences(text: Text) -> list[str]:
    """All sentences of a text, also those that share one mark."""
    return [
        piece
        for part in text.parts.values()
        for sentence in part
        for piece in _END.split(sentence.text)
        if piece
    ]
