"""``fanal encoder``: build, check and export the sentence encoder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from fanal.cli.console import console, friendly_errors
from knowledge.encoders import build as building
from knowledge.encoders.check import MINIMAL_COSINE, check
from knowledge.encoders.export import export
from knowledge.settings import settings

app = typer.Typer(help="The sentence encoder.", no_args_is_help=True)

_STEPS = {"convert": "Converting the bundled weights", "check": "Comparing with the bundled engine"}


@app.command()
def build() -> None:
    """Convert the bundled model once; does nothing when it is up to date."""
    directory = settings().encoder_dir
    with friendly_errors(), _steps() as step:
        manifest = building.build(directory, step, threads=settings().encoder_threads)
    typer.echo(f"{manifest.encoder_name} is ready in {directory}.")


@app.command("export")
def export_command(
    directory: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")],
) -> None:
    """Write the default weights as a sentence-transformers model, to tune or evaluate them."""
    with friendly_errors(), console.status("Writing 470 MB of weights"):
        export(directory)
    typer.echo(f"The model is in {directory}; FANAL_ENCODER={directory} makes Fanal use it.")


@app.command("check")
def check_command() -> None:
    """Compare the built encoder with the bundled engine."""
    with friendly_errors(), _steps() as step:
        report = check(
            settings().encoder_dir,
            threads=settings().encoder_threads,
            progress=lambda done, total: step("check", done, total),
        )
    typer.echo(
        f"{report.texts} texts in {report.languages} languages: cosine at least "
        f"{report.cosine_min:.5f} ({report.worst_language}), {report.cosine_mean:.5f} on average; "
        f"{report.token_mismatches} cut differently."
    )
    if not report.passed:
        console.print(
            f"The encoder differs too much from the bundled engine (at least {MINIMAL_COSINE} is "
            "needed). Run `fanal encoder build`.",
            style="red",
        )
        raise typer.Exit(1)


@contextmanager
def _steps() -> Iterator[building.StepProgress]:
    """A progress bar for every step that reports."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(_STEPS[step], total=total)
            bars.update(tasks[step], completed=done)

        yield tell
