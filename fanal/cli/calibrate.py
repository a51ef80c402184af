"""``fanal knowledge calibrate``: fit the decision on the development questions."""

from __future__ import annotations

import json

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from fanal.cli.console import console, friendly_errors
from fanal.cli.evaluate import measured, shown_number
from fanal.settings import settings as process_settings
from knowledge.answering import Answerer
from knowledge.atomic import write_atomically
from knowledge.decision import CALIBRATION_FILE
from knowledge.evaluation.calibrate import calibrate as fit
from knowledge.evaluation.questions import load_questions
from knowledge.evaluation.runs import Run, groups, write_run
from knowledge.evaluation.summary import MEASURES, summarise
from knowledge.settings import settings

#: Ranking does not change with calibration, so only these can.
_SHOWN = ("decision", "served", "abstention", "false_answers", "refused", "region_errors", "ece")


def calibrate() -> None:
    """Fit the decision on the development questions and show what that changes.

    Writes knowledge/calibration.json, which then names the evaluation run that shows its effect.
    """
    directory = process_settings().var / "evaluation"
    with friendly_errors():
        questions = load_questions()
        before = measured(questions)
        write_run(before, directory)
        with console.status("Fitting on the development questions"):
            answerer = Answerer.load(settings())
            fit(answerer, [question for question in questions if question.split == "dev"])
        after = measured(questions)
        _name_run(after)
        file = write_run(after, directory)
    _show(before, after)
    typer.echo(f"{CALIBRATION_FILE.name} is written; the run that measured it is {file}.")


def _name_run(run: Run) -> None:
    content = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    content["measured_by"] = {"run": run.name, "question_set": run.question_set}
    write_atomically(CALIBRATION_FILE, (json.dumps(content, indent=2) + "\n").encode())


def _show(before: Run, after: Run) -> None:
    table = Table(title="Before and after", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("measure")
    earlier, later = groups(before.records)["split"], groups(after.records)["split"]
    for split in later:
        table.add_column(f"{split} before", justify="right")
        table.add_column(f"{split} after", justify="right")
    summaries = [summarise(runs[split]) for split in later for runs in (earlier, later)]
    for name in _SHOWN:
        values = (shown_number(summary.measures[name].value) for summary in summaries)
        table.add_row(MEASURES[name], *values)
    Console().print(table)
