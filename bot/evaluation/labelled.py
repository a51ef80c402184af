"""The labelled sets: messages with the language, intent or danger that people see in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import BotError
from bot.settings import ROOT
from knowledge.languages import LANGUAGES, MAIN_LANGUAGES

SETS = ROOT / "data" / "evaluation"
QUESTIONS = ROOT / "knowledge" / "evaluation" / "questions"


class EvaluationError(BotError):
    """A labelled set cannot be read."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message; ``label`` is what it is, ``kind`` how it is written or why it is in the set."""

    id: str
    text: str
    language: str
    label: str
    kind: str = ""


def intents(folder: Path = SETS / "intents") -> list[Labelled]:
    """Messages with their intent; some languages have no training phrases at all."""
    return [_labelled(row, row["intent"]) for row in _rows(folder)]


def languages(folder: Path = SETS / "languages") -> list[Labelled]:
    """Messages of one to eight words; ``kind`` is plain, short, mixed or romanised."""
    return [_labelled(row, row["language"], row["kind"]) for row in _rows(folder)]


def dangers(folder: Path = SETS / "danger", questions: Path = QUESTIONS) -> list[Labelled]:
    """Messages labelled ``danger`` or ``none``.

    ``kind`` is ``danger``, ``innocent`` (such words, meant harmlessly) or ``question``: ordinary
    questions, without those that the retrieval set expects to reach a person.
    """
    told = [
        _labelled(row, "danger", "danger") if row["danger"] else _labelled(row, "none", "innocent")
        for row in _rows(folder)
    ]
    asked = [
        _labelled(row, "none", "question") for row in _rows(questions) if row["expect"] != "handoff"
    ]
    return told + asked


def group(language: str) -> str:
    """``ten``, ``five`` or ``never trained``: how much training a language has."""
    if language in MAIN_LANGUAGES:
        return "ten"
    return "five" if language in LANGUAGES else "never trained"


def _labelled(row: dict[str, Any], label: str, kind: str = "") -> Labelled:
    return Labelled(str(row["id"]), str(row["text"]), str(row["language"]), label, kind)


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise EvaluationError(f"There is no labelled set in {folder.name}.", "Check it out anew.")
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise EvaluationError(
                    f"Line {number} of {file.name} is not JSON.", "Correct that line."
                ) from error
