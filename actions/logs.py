"""Logs without a newcomer's words: of an exception only its type and the places in the code."""

from __future__ import annotations

import logging
import sys
import warnings
from typing import Any

from knowledge.wordless import WordlessFormatter


def configure(level: str) -> None:
    """Send all logs to standard error, wordless, from the given level on."""
    warnings.showwarning = _ignore
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WordlessFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("actions").setLevel(level)
    # rasa_sdk logs the text of exceptions at error level, and whole requests with them.
    logging.getLogger("rasa_sdk").setLevel(logging.ERROR)
    logging.getLogger("sanic.access").disabled = True


def _ignore(*_: Any, **__: Any) -> None:
    """Says nothing about a warning: pinned dependencies give dozens at every start."""
