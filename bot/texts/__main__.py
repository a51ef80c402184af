"""``python -m bot.texts extract|update|compile|check``: the tool for translators."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.errors import BotError
from bot.texts import LOCALE_DIR
from bot.texts import catalogues as tool

app = typer.Typer(help="Catalogues of the bot's own sentences.", no_args_is_help=True)


@app.command()
def extract() -> None:
    """Write the template for translation tools."""
    typer.echo(f"Wrote {tool.extract().relative_to(LOCALE_DIR.parent.parent)}.")


@app.command()
def update(languages: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Bring catalogues up to date with bot/domain; a language that is new gets a file."""
    chosen = languages or sorted(path.name for path in LOCALE_DIR.iterdir() if path.is_dir())
    for language in chosen:
        typer.echo(f"Updated {tool.update(language).relative_to(LOCALE_DIR.parent.parent)}.")


@app.command(name="compile")
def compile_() -> None:
    """Compile all catalogues; part of every set-up."""
    typer.echo(f"Compiled {len(tool.compile_all())} catalogues.")


@app.command()
def check() -> None:
    """Say what is missing or wrong; fails when anything is."""
    found = tool.problems()
    for problem in found:
        typer.echo(problem)
    if found:
        sys.exit(1)
    typer.echo("All catalogues are complete.")


if __name__ == "__main__":
    try:
        app()
    except BotError as error:
        sys.exit(str(error))
