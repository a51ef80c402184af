"""How commands speak: progress and errors on standard error, results on standard output."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
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
        console.print(f"[bold red]Error:[/] {error.problem}", highlight=False, soft_wrap=True)
        console.print(f"{error.mend}", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from error


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
