"""What actions say: the name of a response of the domain and what fills it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from knowledge.answer import Topic


def say(
    dispatcher: CollectingDispatcher,
    response: str,
    *,
    values: dict[str, Any] | None = None,
    language: str | None = None,
    custom: dict[str, Any] | None = None,
    choices: list[dict[str, Any]] | None = None,
    only: list[str] | None = None,
) -> None:
    """Say one message; the bot renders it in the person's language.

    Args:
        dispatcher: Collects what is said.
        response: Name of a response of the domain.
        values: Of the placeholders in its text; parts may name other responses (bot/nlg.py).
        language: Overrules the language of the conversation.
        custom: Goes over the response's own ``custom`` object (docs/wire.md, section 1).
        choices: Buttons that come before the response's own.
        only: Payloads of the response's own buttons to keep; None keeps all.
    """
    fill = {
        "values": values,
        "language": language,
        "custom": custom,
        "choices": choices,
        "only": only,
    }
    dispatcher.utter_message(
        response=response, fill={key: value for key, value in fill.items() if value is not None}
    )


def handoff_card(
    state: str, case: str | None, rows: list[dict[str, str]], position: int | None = None
) -> dict[str, Any]:
    """The ``custom`` object of a handoff message."""
    return {"type": "handoff", "state": state, "case": case, "summary": rows, "position": position}


def topic_buttons(topics: Iterable[Topic]) -> list[dict[str, str]]:
    """Buttons that tell a topic."""
    return [
        {"title": topic.title, "payload": f"/ask_topic{json.dumps({'article': topic.article})}"}
        for topic in topics
    ]
