"""How commands speak: progress and errors on standard error, results on standard output."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from knowledge.errors import KnowledgeError

console = Console(stderr=True)
_log = logging.getLogger(__name__)


@contextmanager
def friendly_errors() -> Iterator[None]:
    """Turn an error that we know into one sentence with its mend, and exit code 1."""
    try:
        yield
    except KnowledgeError as error:
        _log.debug("command failed", exc_info=True)
        print_error(error.problem, error.mend)
        raise typer.Exit(1) from error


def print_error(problem: str, mend: str) -> None:
    """Say what is wrong and what to do about it."""
    console.print(f"[bold red]Error:[/] {escape(problem)}", highlight=False, soft_wrap=True)
    console.print(escape(mend), highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A progress bar that disappears when its work is done."""
    with Progress(
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as progress:
        yield progress
