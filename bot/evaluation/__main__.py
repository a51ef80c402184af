"""``python -m bot.evaluation understanding|language``: measure, print a table, write the report."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot import launch, model
from bot.errors import BotError, ModelError
from bot.evaluation import labelled, report
from bot.evaluation.labelled import Labelled, group
from bot.evaluation.scores import Judged, Score, by
from bot.settings import settings
from knowledge.errors import KnowledgeError
from knowledge.language_id import LanguageIdentifier

_console = Console()
_progress = Console(stderr=True)


async def _judged(parser: Any, messages: Sequence[Labelled], *, danger: bool) -> list[Judged]:
    found = []
    for message in track(messages, "understanding", console=_progress, transient=True):
        intent = dict((await parser.parse_message(message.text))["intent"])
        name, confidence = str(intent["name"]), float(intent["confidence"])
        if danger:
            name = "danger" if name == "report_danger" else "none"
        found.append(Judged(message, name, confidence))
    return found


async def _understanding(folder: Path) -> None:
    from rasa.core.agent import Agent  # noqa: PLC0415

    path = model.model_path(settings())
    if not path.exists():
        raise ModelError("There is no dialogue model yet.", "Run `fanal train`.")
    agent = Agent.load(str(path))
    intents = await _judged(agent, labelled.intents(), danger=False)
    dangers = await _judged(agent, labelled.dangers(), danger=True)
    found = report.understanding(intents, dangers)
    file = report.write(
        folder, "understanding", found, report.understanding_page(found, intents, dangers)
    )
    languages = by(intents, lambda message: message.language)
    _console.print(_table("Intents", {k: languages[k] for k in sorted(languages, key=_order)}))
    for name, value in found["groups"].items():
        _console.print(f"{name}: mean macro-F1 {value:.3f}")
    rates = found["danger"]
    _console.print(
        f"Danger: recall {rates['recall']:.3f}, false alarms {rates['question']:.3f} on ordinary "
        f"questions, {rates['innocent']:.3f} on innocent uses of the same words"
    )
    _console.print(f"Report: {file}", soft_wrap=True)


def _language(folder: Path) -> None:
    identifier = LanguageIdentifier.load()
    judged = []
    for message in track(labelled.languages(), "language", console=_progress, transient=True):
        guess = identifier.identify(message.text)
        judged.append(Judged(message, guess.language or "unsure", guess.confidence))
    found = report.identification(judged)
    file = report.write(folder, "language", found, report.identification_page(judged))
    _console.print(_table("Languages", by(judged, lambda message: message.language)))
    _console.print(_table("How it is written", by(judged, lambda message: message.kind)))
    _console.print(
        f"All: right {found['all']['accuracy']:.3f}, unsure {found['unsure']:.3f}, "
        f"wrong {found['wrong']:.3f}"
    )
    _console.print(f"Report: {file}", soft_wrap=True)


def _order(language: str) -> tuple[int, str]:
    return ("ten", "five", "never trained").index(group(language)), language


def _table(title: str, scores: dict[str, Score]) -> Table:
    table = Table(title=title)
    for column in ("", "messages", "accuracy", "macro-F1"):
        table.add_column(column, justify="left" if not column else "right")
    for name, one in scores.items():
        table.add_row(name, str(one.n), f"{one.accuracy:.3f}", f"{one.macro_f1:.3f}")
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure understanding on labelled messages.")
    parser.add_argument("what", choices=["understanding", "language"])
    parser.add_argument("--out", type=Path, help="folder of the report")
    chosen = parser.parse_args(arguments)
    folder: Path = chosen.out or settings().var / "evaluation"
    try:
        if chosen.what == "language":
            _language(folder)
        else:
            launch.prepare(settings())
            asyncio.run(_understanding(folder))
    except (BotError, KnowledgeError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
