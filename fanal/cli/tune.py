"""``fanal knowledge tune``: choose the weights of fusion, and tell what each step earns."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from fanal.cli.console import friendly_errors, progress_bar
from knowledge.answering import Answerer
from knowledge.evaluation.questions import load_questions
from knowledge.evaluation.tune import Ablation
from knowledge.evaluation.tune import tune as choose
from knowledge.group_ranking import WEIGHTS_FILE
from knowledge.settings import settings


def tune() -> None:
    """Choose the weights of fusion on the development questions.

    Trains the topic model without each language in turn, and keeps it only if it helps where it
    has not seen the language and no language loses. Writes knowledge/fusion.json; calibrate after
    it, because the decision builds on the ranking.
    """
    with friendly_errors(), progress_bar("Searching") as bar:
        task = bar.add_task("search", total=None)
        steps = choose(
            Answerer.load(settings()),
            load_questions(split="dev"),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _show(steps)
    typer.echo(f"{WEIGHTS_FILE.name} is written; now run `fanal knowledge calibrate`.")


def _show(steps: Sequence[Ablation]) -> None:
    title = "Recall@1, development questions, weights chosen anew for each row"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("step", no_wrap=True)
    table.add_column("all", justify="right")
    table.add_column("lowest language", justify="right")
    for step in steps:
        lowest = min(step.by_language, key=lambda code: step.by_language[code])
        worst = f"{lowest} {step.by_language[lowest]:.2f}"
        table.add_row(step.name, f"{step.recall:.3f}", worst)
    Console().print(table)
