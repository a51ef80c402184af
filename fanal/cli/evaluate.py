"""``fanal knowledge evaluate``: how well questions are answered, in numbers and as a page."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from fanal.cli.console import friendly_errors, progress_bar
from fanal.settings import settings as process_settings
from knowledge.evaluation.bootstrap import Estimate
from knowledge.evaluation.compare import Comparison, compare
from knowledge.evaluation.questions import EvaluationQuestion, load_questions, read_questions
from knowledge.evaluation.report import render
from knowledge.evaluation.runner import evaluate as run_evaluation
from knowledge.evaluation.runs import Run, groups, newest_run, read_run, write_file, write_run
from knowledge.evaluation.summary import Summary, summarise
from knowledge.settings import settings

#: What the terminal shows (the page shows all), with the values from which a number is green and
#: up to which it is red; None: no target.
_COLUMNS: dict[str, tuple[str, tuple[float, float] | None]] = {
    "recall_1": ("R@1", (0.85, 0.75)),
    "recall_5": ("R@5", (0.95, 0.8)),
    "served": ("served", None),
    "abstention": ("AUROC", (0.92, 0.8)),
    "false_answers": ("false", (0.1, 0.25)),
    "refused": ("refused", (0.1, 0.25)),
    "region_errors": ("region", (0.01, 0.05)),
    "ece": ("ECE", (0.05, 0.15)),
}


def evaluate(
    split: Annotated[
        str, typer.Option(help="Which questions: dev, test or all.", metavar="SPLIT")
    ] = "all",
    language: Annotated[
        str | None,
        typer.Option(help="Only this language, for example ar.", metavar="CODE"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; default: var/evaluation.")
    ] = None,
    questions: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Questions of your own, JSON lines; may be repeated."),
    ] = None,
    compare_with: Annotated[
        Path | None,
        typer.Option(
            "--compare", metavar="FILE", help="An earlier run; default: the last one in --out."
        ),
    ] = None,
) -> None:
    """Ask every evaluation question and measure the answers.

    Writes <time>.json with every number and question, and report.html with charts and the worst
    questions. The exit code does not depend on the numbers.
    """
    directory = out or process_settings().var / "evaluation"
    with friendly_errors():
        asked = read_questions(questions) if questions else load_questions()
        before = (
            read_run(compare_with)
            if compare_with
            else newest_run(directory, split=split, language=language)
        )
        run = measured(asked, split=split, language=language)
        comparison = compare(before, run) if before else None
        json_file = write_run(run, directory)
        page = write_file(directory / "report.html", render(run, comparison))
    show(run, comparison)
    typer.echo(f"Every number is in {json_file}, the page in {page}.")


def measured(
    questions: list[EvaluationQuestion], *, split: str = "all", language: str | None = None
) -> Run:
    """One run with a progress bar."""
    with progress_bar("Asking questions") as bar:
        task = bar.add_task("ask", total=None)
        return run_evaluation(
            settings(),
            questions,
            now=datetime.now(timezone.utc),
            split=split,
            language=language,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def show(run: Run, comparison: Comparison | None = None) -> None:
    """Print a table of languages, styles and splits."""
    title = f"Evaluation {run.name}, {run.split}"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("questions", no_wrap=True)
    table.add_column("n", justify="right", min_width=3, no_wrap=True)
    for heading, _ in _COLUMNS.values():
        table.add_column(heading, justify="right", min_width=4, no_wrap=True)
    for group in groups(run.records).values():
        for name, records in group.items():
            table.add_row(name, *_cells(summarise(records)))
        table.add_section()
    whole = summarise(run.records)
    table.add_row("[bold]all[/]", *_cells(whole))
    table.add_row("from", "", *(shown_number(whole.measures[name].low) for name in _COLUMNS))
    table.add_row("to", "", *(shown_number(whole.measures[name].high) for name in _COLUMNS))
    table.caption = "AUROC: abstention; false: answered though no article does; from, to: 95 %"
    out = Console()
    out.print(table)
    if comparison and comparison.pairs:
        out.print(
            f"Since {comparison.before}, on {len(comparison.pairs)} equal questions: recall@1 "
            f"{_change(comparison.recall_1)}, served {_change(comparison.served)}; "
            f"{len(comparison.better)} better, {len(comparison.worse)} worse."
        )


def _cells(summary: Summary) -> list[str]:
    return [
        str(summary.n),
        *(_coloured(summary.measures[name], target) for name, (_, target) in _COLUMNS.items()),
    ]


def _coloured(estimate: Estimate, target: tuple[float, float] | None) -> str:
    text = shown_number(estimate.value)
    if estimate.value is None or target is None:
        return text
    good, bad = target
    sign = 1 if good > bad else -1
    if sign * estimate.value >= sign * good:
        return f"[green]{text}[/]"
    return f"[red]{text}[/]" if sign * estimate.value < sign * bad else f"[yellow]{text}[/]"


def shown_number(value: float | None) -> str:
    """Two decimals, or a dash for what could not be measured."""
    return "–" if value is None else f"{value:.2f}"


def _change(estimate: Estimate) -> str:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "–"
    colour = "green" if estimate.low > 0 else "red" if estimate.high < 0 else "dim"
    return f"[{colour}]{estimate.value:+.3f}[/] ({estimate.low:+.3f} to {estimate.high:+.3f})"
