"""Logs without a newcomer's words.

Rasa writes message texts at the debug level (which the settings refuse), in fields of structured
warnings, and inside the messages of exceptions. Fields known to carry words are cut out, and of an
exception only its type and the places in the code are written.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

from knowledge.wordless import WordlessFormatter

#: Fields of structured log lines that never hold anything a person said.
_HARMLESS = frozenset(
    {"event", "level", "action_name", "action_extract_slot", "placeholder_key", "event_info",
     "len_extraction_events", "exc_info", "stack_info", "intent_name", "slot_name"}
)  # fmt: skip


def drop_words(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor that keeps only fields without words."""
    kept = {key: value for key, value in event.items() if key in _HARMLESS}
    event.clear()
    event.update(kept)
    return event


class _NoExceptionText(logging.Filter):
    """Takes the text of an exception out of a message that quotes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            quoted = str(record.exc_info[1])
            message = record.getMessage()
            if quoted and quoted in message:
                record.msg, record.args = message.replace(quoted, "…"), ()
        return True


def configure_plain(level: str) -> None:
    """Send all logs to standard error, wordless, from the given level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WordlessFormatter())
    handler.addFilter(_NoExceptionText())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level)


def configure(level: str) -> None:
    """The same for a process with Rasa and Sanic in it, which bring log set-ups of their own."""
    import structlog  # noqa: PLC0415 - the relay has no need of it

    configure_plain(level)
    logging.getLogger("rasa").setLevel(level)
    # Access lines would hold Rasa's token, which travels in the query string.
    logging.getLogger("sanic.access").disabled = True
    for name in ("sanic.root", "sanic.error", "engineio", "socketio"):
        quiet = logging.getLogger(name)
        quiet.handlers[:] = []
        quiet.propagate = True
        quiet.setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            drop_words,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.render_to_log_kwargs,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
