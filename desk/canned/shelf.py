"""The ready-made replies as they lie in their files, one a file, every language in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from desk.canned.errors import CannedError
from knowledge.languages import LANGUAGES

REPLIES = Path(__file__).parent / "replies"
#: The language that the others are translated from.
SOURCE = "en"


@dataclass(frozen=True, slots=True)
class CannedReply:
    """One reply in every language."""

    #: Name of its file.
    id: str
    #: By language of the desk.
    titles: dict[str, str]
    #: By language of the newcomer; ``{name}`` stands for the counsellor.
    texts: dict[str, str]
    #: Languages in which somebody who speaks them has read the text.
    reviewed: frozenset[str]

    def title(self, language: str) -> str:
        """What a counsellor calls it."""
        return self.titles.get(language, self.titles[SOURCE])

    def text(self, language: str, *, name: str) -> tuple[str, str]:
        """The text in ``language``, or English where there is none, and the language it is in."""
        code = language if language in self.texts else SOURCE
        return self.texts[code].replace("{name}", name), code

    def status(self, language: str) -> str:
        """``source``, ``reviewed`` or ``draft``, as for articles."""
        if language == SOURCE:
            return "source"
        return "reviewed" if language in self.reviewed else "draft"


@lru_cache(maxsize=1)
def replies() -> dict[str, CannedReply]:
    """Every reply by id; files are read once, a changed one shows after a restart.

    Raises:
        CannedError: If a file is not as described here.
    """
    return {file.stem: read(file) for file in sorted(REPLIES.glob("*.yml"))}


def read(file: Path) -> CannedReply:
    """Read one file.

    Raises:
        CannedError: If it lacks a part, names an unknown language, or a text lost ``{name}``.
    """
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8"))
        reply = CannedReply(
            id=file.stem,
            titles=dict(values["title"]),
            texts=dict(values["texts"]),
            reviewed=frozenset(values["reviewed"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CannedError(file, f"It cannot be read ({type(error).__name__}).") from error
    if SOURCE not in reply.titles or SOURCE not in reply.texts:
        raise CannedError(file, "It has no English text or title.")
    unknown = sorted({*reply.texts, *reply.reviewed} - LANGUAGES.keys())
    if unknown:
        raise CannedError(file, f"Unknown language: {', '.join(unknown)}.")
    named = "{name}" in reply.texts[SOURCE]
    for code, text in reply.texts.items():
        if not isinstance(text, str) or not text.strip() or ("{name}" in text) != named:
            raise CannedError(file, f"The text in {code} is empty, or differs about {{name}}.")
    return reply
