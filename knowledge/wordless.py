"""Log lines without a newcomer's words: of an exception only its type and the places in the code.

The processes of the bot and of the actions both write them.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any


class WordlessFormatter(logging.Formatter):
    """One line a record; exceptions without their messages, which may quote what was said."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record; a trace that another handler has kept in it is not used."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        """The exception and its causes, innermost last, frames without locals or messages."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
