"""``fanal up``, ``train``, ``desk``, ``relay``: the processes and what prepares them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import typer

from fanal.cli.console import print_error
from fanal.errors import SetUpError
from fanal.settings import settings
from fanal.steps import run_steps
from fanal.supervise import shared_environment
from fanal.supervise import up as supervise_up
from knowledge.settings import ROOT

_PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(up)
    app.command()(prepare)
    app.command()(train)
    app.command()(relay)
    app.command()(erase)
    app.command(context_settings=_PASS_ON, add_help_option=False)(desk)


def up() -> None:
    """Set up what is missing, start everything, and stop it all on Ctrl-C."""
    with _set_up_errors():
        code = supervise_up(settings())
    raise typer.Exit(code)


def prepare() -> None:
    """Set up what is missing, and start nothing."""
    with _set_up_errors():
        environment = shared_environment(settings())
        os.environ.update(environment)
        run_steps(environment)


@contextmanager
def _set_up_errors() -> Iterator[None]:
    try:
        yield
    except SetUpError as error:
        print_error(error.problem, error.mend)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as interrupt:
        raise typer.Exit(130) from interrupt


def train() -> None:
    """Train the dialogue model if what it is made from has changed."""
    run(["bot.train"])


def relay() -> None:
    """Carry newcomers' words from the bot to the desk."""
    run(["bot.relay"])


def erase(
    sender: Annotated[str, typer.Argument(help="The conversation's id.")],
) -> None:
    """Erase a person: conversation, cases and what waits for delivery."""
    # The bot first: from what it still held, the relay would open the case anew.
    codes = [_code(["bot.erase", sender]), _code(["desk", "erase_person", sender])]
    raise typer.Exit(max(codes))


def desk(context: typer.Context) -> None:
    """Run a command of the desk, for example `fanal desk migrate`."""
    run(["desk", *context.args])


def run(module: Sequence[str]) -> None:
    """Run one of our modules as a process of its own, and exit with its status."""
    raise typer.Exit(_code(module))


def _code(module: Sequence[str]) -> int:
    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env=shared_environment(settings()),
        check=False,
    )
    return done.returncode
