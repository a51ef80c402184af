"""``python -m bot.understand``: what the bot understands of messages, as JSON lines.

Each line in has ``id`` and ``text``; each line out has ``id``, ``intent``, ``confidence``,
``language``, ``language_confidence`` and ``entities``.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterable
from typing import Any

from bot import launch, model
from bot.errors import BotError, ModelError, RequestError
from bot.settings import Settings, settings

#: Entities that tell about the message, not about what it names.
_ABOUT_THE_MESSAGE = ("language", "language_hint", "region_hint")

#: Inside, ``language`` is the one a message is written in.
_NAMES_OUTSIDE = {"named_language": "language"}


def as_line(identifier: object, parsed: dict[str, Any]) -> dict[str, Any]:
    """One line out, from what Rasa parsed."""
    entities = parsed.get("entities") or []
    language = next((e for e in entities if e["entity"] == "language"), None)
    intent = parsed.get("intent") or {}
    return {
        "id": identifier,
        "intent": intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4),
        "language": language["value"] if language else None,
        "language_confidence": round(float(language["confidence_entity"]), 4) if language else 0.0,
        "entities": [
            {
                "entity": _NAMES_OUTSIDE.get(entity["entity"], entity["entity"]),
                **{key: entity[key] for key in ("value", "start", "end")},
            }
            for entity in entities
            if entity["entity"] not in _ABOUT_THE_MESSAGE
        ],
    }


async def understand(chosen: Settings, lines: Iterable[str]) -> AsyncIterator[dict[str, Any]]:
    """Parse line by line; a bad line becomes an error line, the others are parsed.

    Raises:
        ModelError: There is no trained model.
    """
    from rasa.core.agent import Agent  # noqa: PLC0415

    if not model.model_path(chosen).exists():
        raise ModelError("There is no dialogue model yet.", "Run `fanal train`.")
    agent = Agent.load(str(model.model_path(chosen)))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = _parsed(line, number)
            yield as_line(asked["id"], dict(await agent.parse_message(asked["text"])))
        except RequestError as error:
            yield {"id": None, "error": {"message": error.problem, "mend": error.mend}}


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        asked = None
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("text"), str):
        raise RequestError(
            "invalid",
            422,
            f"Line {number} is not a message.",
            'Each line is an object with "id" and "text".',
        )
    return asked


async def _run(chosen: Settings) -> None:
    async for line in understand(chosen, sys.stdin):
        print(json.dumps(line, ensure_ascii=False), flush=True)  # noqa: T201


def main() -> int:
    """Command line; returns the exit status."""
    try:
        launch.prepare(settings())
        asyncio.run(_run(settings()))
    except BotError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
