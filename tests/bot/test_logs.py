from __future__ import annotations

import io
import logging

import pytest

from bot.logs import _NoExceptionText, drop_words
from knowledge.wordless import WordlessFormatter


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WordlessFormatter())
    handler.addFilter(_NoExceptionText())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, stream


def test_a_trace_names_types_and_places_but_not_what_was_said(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = log
    try:
        try:
            raise KeyError("my husband beats me")
        except KeyError as error:
            raise ValueError("cannot read: my husband beats me") from error
    except ValueError:
        logger.exception("A turn failed.")
    written = stream.getvalue()
    assert "builtins.ValueError" in written
    assert "builtins.KeyError" in written
    assert "test_logs.py" in written
    assert "husband" not in written


def test_an_exception_quoted_in_the_message_is_cut_out(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = log
    try:
        raise ValueError("my secret")
    except ValueError as error:
        logger.error("Could not do it: %s", error, exc_info=True)
    assert "my secret" not in stream.getvalue()
    assert "Could not do it" in stream.getvalue()


def test_structured_lines_lose_every_field_that_is_not_known_to_be_harmless() -> None:
    line = {"event": "rest.message.received.failure", "text": "my secret", "anything": "else"}
    assert drop_words(None, "info", line) == {"event": "rest.message.received.failure"}
