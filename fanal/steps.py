"""What has to be done before the processes can start; a step with nothing to do does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rich.status import Status

from fanal.cli.console import console
from fanal.errors import SetUpError
from knowledge.build import build_index
from knowledge.encoders.build import build as build_encoder
from knowledge.errors import KnowledgeError
from knowledge.settings import ROOT
from knowledge.settings import settings as knowledge_settings

#: Shows how far a step is, in a few words.
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of set-up.

    ``run`` gets the environment and a function that tells how far it is; it returns what the user
    should read.
    """

    name: str
    run: Callable[[Mapping[str, str], Tell], str]
    mend: str


def run_steps(environment: Mapping[str, str]) -> None:
    """Run all steps in order and say how long each took.

    Raises:
        SetUpError: A step failed; names it, says why and what to do.
    """
    for step in STEPS:
        started = time.monotonic()
        try:
            with console.status(step.name) as status:
                said = step.run(environment, partial(_update, status, step.name))
        except KnowledgeError as error:
            raise SetUpError(f"{step.name} failed: {error.problem}", error.mend) from error
        except subprocess.CalledProcessError as error:
            console.print(error.stdout or "", markup=False, highlight=False)
            raise SetUpError(f"{step.name} failed; its output stands above.", step.mend) from error
        console.print(f"[green]✓[/] {step.name} [dim]{time.monotonic() - started:.1f} s[/]")
        if said:
            console.print(said, markup=False, highlight=False)


def _update(status: Status, name: str, how_far: str) -> None:
    status.update(f"{name}: {how_far}")


def _encoder(_: Mapping[str, str], tell: Tell) -> str:
    chosen = knowledge_settings()
    if chosen.encoder == "onnx-e5-small":
        build_encoder(
            chosen.encoder_dir,
            lambda name, done, total: tell(f"{name} {done} of {total}"),
            threads=chosen.encoder_threads,
        )
    return ""


def _index(_: Mapping[str, str], tell: Tell) -> str:
    build_index(
        knowledge_settings(),
        progress=lambda done, total: tell(f"{done:,} of {total:,} new passages encoded"),
    )
    return ""


def _module(*commands: Sequence[str]) -> Callable[[Mapping[str, str], Tell], str]:
    """Run our modules in processes of their own: their settings and libraries differ."""

    def run(environment: Mapping[str, str], tell: Tell) -> str:
        for command in commands:
            tell(" ".join(command))
            subprocess.run(  # noqa: S603 - only fixed commands of ours
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=dict(environment),
                check=True,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        return ""

    return run


def _first_counsellor(environment: Mapping[str, str], _: Tell) -> str:
    """Make the first account if there is none; its password is printed this once."""
    done = subprocess.run(
        [sys.executable, "-m", "desk", "create_first_counsellor"],
        cwd=ROOT,
        env=dict(environment),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout.strip()


STEPS = (
    Step("Sentence encoder", _encoder, "Run `fanal encoder build` to see more."),
    Step("Knowledge index", _index, "Run `fanal knowledge check` and mend what it names."),
    Step(
        "Texts",
        _module(["bot.texts", "compile"], ["desk", "compile_texts"]),
        "Mend the catalogue that is named above.",
    ),
    Step("Dialogue model", _module(["bot.train"]), "Run `fanal train` to see more."),
    Step(
        "Desk database",
        _module(["desk", "migrate", "--noinput", "--verbosity=0"]),
        "Check FANAL_DESK_DB and that the state folder can be written.",
    ),
    Step("First counsellor", _first_counsellor, "Run `fanal desk create_first_counsellor`."),
)
