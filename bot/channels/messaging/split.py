"""Cut what is too long for one message where a reader would pause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_Cut = Callable[[str], list[str]]

#: Ends of sentences in the scripts that people write to us in; the space behind stays in front of
#: the cut. Abbreviations ("art. 60") are kept together by asking for no digit or lower-case letter
#: behind the full stop.
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\s\da-zà-ÿа-яґєіїё])|(?<=[؟۔።፧。！？])\s*")
_CUTS: tuple[_Cut, ...] = (
    lambda text: re.split(r"\n\s*\n", text),
    lambda text: text.split("\n"),
    _SENTENCE_END.split,
    str.split,
)
_JOINTS = ("\n\n", "\n", " ", " ")


def length(text: str) -> int:
    """Length as platforms count it: an emoji outside the first plane counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, longest: int) -> list[str]:
    """Cut at paragraphs; what is still too long at lines, then sentences, then words.

    Args:
        text: Any text.
        longest: Characters of a part at most, counted in UTF-16; at least 2.

    Returns:
        The parts, none of them empty.
    """
    return list(_parts(text.strip(), longest, 0))


def _parts(text: str, longest: int, level: int) -> Iterator[str]:
    if not text:
        return
    if length(text) <= longest:
        yield text
        return
    if level == len(_CUTS):
        yield from _slices(text, longest)
        return
    current = ""
    for piece in filter(None, (piece.strip() for piece in _CUTS[level](text))):
        joined = f"{current}{_JOINTS[level]}{piece}" if current else piece
        if length(joined) <= longest:
            current = joined
            continue
        if current:
            yield current
        *whole, current = _parts(piece, longest, level + 1)
        yield from whole
    if current:
        yield current


def _slices(text: str, longest: int) -> Iterator[str]:
    """A "word" longer than a message, cut without breaking a character in two."""
    current = ""
    for character in text:
        if length(current + character) > longest:
            yield current
            current = ""
        current += character
    yield current
