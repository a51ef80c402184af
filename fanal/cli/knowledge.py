"""``fanal knowledge``: check the articles and build their index."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from fanal.cli import editing
from fanal.cli.calibrate import calibrate
from fanal.cli.console import console, friendly_errors, progress_bar
from fanal.cli.evaluate import evaluate
from fanal.cli.status import status
from fanal.cli.tune import tune
from knowledge.build import build_index
from knowledge.checks import check_articles
from knowledge.checks.near_duplicates import check_near_duplicates
from knowledge.problems import Problem
from knowledge.settings import settings

app = typer.Typer(help="Articles and their index.", no_args_is_help=True)
editing.register(app)
app.command()(status)
app.command()(evaluate)
app.command()(calibrate)
app.command()(tune)


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Encode everything again.")] = False,
) -> None:
    """Bring the index up to date; encodes only what is new."""
    with friendly_errors(), progress_bar("Encoding passages") as bar:
        task = bar.add_task("encode", total=None)
        report = build_index(
            settings(),
            force=force,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    done = f"{report.encoded} passages encoded" if report.encoded else "it was up to date"
    typer.echo(f"The index of {report.articles} articles is ready: {done}.")


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print problems as JSON.")] = False,
    near_duplicates: Annotated[
        bool,
        typer.Option(
            "--near-duplicates",
            help="Also questions of two articles that mean the same; takes longer.",
        ),
    ] = False,
) -> None:
    """Check every article: form, facts, sources, marks, names, languages, translations."""
    with friendly_errors():
        problems = check_articles(settings())
        if near_duplicates:
            problems += _near_duplicates()
    if as_json:
        rows = [
            {"file": str(p.file), "line": p.line, "message": p.message, "mend": p.mend}
            for p in problems
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            typer.echo(str(problem))
    if problems:
        console.print(f"[bold red]{len(problems)} problems.[/]")
        raise typer.Exit(1)
    if not as_json:
        typer.echo("All articles are in order.")


def _near_duplicates() -> list[Problem]:
    with progress_bar("Comparing questions") as bar:
        task = bar.add_task("compare", total=None)
        return check_near_duplicates(
            settings(), lambda done, total: bar.update(task, completed=done, total=total)
        )
