"""``python -m bot.texts extract|update|compile|check``: the tool for translators."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.errors import BotError
from bot.texts import LOCALE_DIR, checks
from bot.texts import catalogues as tool

app = typer.Typer(help="Texts for newcomers in every language.", no_args_is_help=True)


@app.command()
def extract() -> None:
    """Write the template for translation tools."""
    typer.echo(f"Wrote {tool.extract().relative_to(LOCALE_DIR.parent.parent)}.")


@app.command()
def update(languages: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Bring catalogues up to date with bot/domain; a language that is new gets a file."""
    present = {path.name for path in LOCALE_DIR.iterdir() if path.is_dir()}
    for language in languages or sorted({*checks.REQUIRED, *present}):
        typer.echo(f"Updated {tool.update(language).relative_to(LOCALE_DIR.parent.parent)}.")


@app.command(name="compile")
def compile_() -> None:
    """Compile all catalogues; part of every set-up."""
    typer.echo(f"Compiled {len(tool.compile_all())} catalogues.")


@app.command()
def check() -> None:
    """Show how complete each language is and say what is wrong; fails when anything is."""
    found: list[str] = []
    typer.echo("              bot                         widget")
    typer.echo("language      translated  fuzzy  missing  translated  missing  problems")
    for language in checks.REQUIRED:
        bot, widget = checks.bot_coverage(language), checks.widget_coverage(language)
        wrong = [*bot.problems, *widget.problems]
        found += wrong
        typer.echo(
            f"{language:<12}{bot.translated:>12}{bot.fuzzy:>7}{bot.missing:>9}"
            f"{widget.translated:>12}{widget.missing:>9}{len(wrong):>10}"
        )
    for problem in found:
        typer.echo(problem)
    if found:
        sys.exit(1)
    typer.echo("All languages are complete.")


if __name__ == "__main__":
    try:
        app()
    except BotError as error:
        sys.exit(str(error))
