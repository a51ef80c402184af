"""``fanal nlu`` and ``fanal language``: what the bot understands, and how well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fanal.cli.processes import run

nlu = typer.Typer(help="What the bot understands of messages.", invoke_without_command=True)
language = typer.Typer(help="In which language messages are written.", no_args_is_help=True)

_Out = Annotated[Path | None, typer.Option(help="Folder of the report; var/evaluation if none.")]


@nlu.callback()
def understand(
    context: typer.Context,
    batch: Annotated[
        bool, typer.Option("--batch", help="Read JSON lines from standard input.")
    ] = True,
) -> None:
    """What the bot understands of messages.

    Each line in has `id` and `text`; each line out has `id`, `intent`, `confidence`, `language`,
    `language_confidence` and `entities`.
    """
    if context.invoked_subcommand is None:
        run(["bot.understand"])


@nlu.command("evaluate")
def evaluate_nlu(out: _Out = None) -> None:
    """Measure intents and danger on the labelled messages; writes a report."""
    run(["bot.evaluation", "understanding", *_option(out)])


@language.callback()
def identify() -> None:
    """In which language messages are written."""


@language.command("evaluate")
def evaluate_language(out: _Out = None) -> None:
    """Measure language identification on the labelled messages; writes a report."""
    run(["bot.evaluation", "language", *_option(out)])


def _option(out: Path | None) -> list[str]:
    return [] if out is None else ["--out", str(out.resolve())]
