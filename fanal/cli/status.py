"""``fanal knowledge status``: how far the articles are, in the terminal or as a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from fanal.cli.console import friendly_errors
from fanal.cli.status_page import render
from knowledge.atomic import write_atomically
from knowledge.errors import ArticleError
from knowledge.languages import LANGUAGES
from knowledge.settings import settings
from knowledge.status import Status, status_of


def status(
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page of topics and languages.")
    ] = None,
) -> None:
    """Show articles by domain and region, texts by language, and what is stale or overdue."""
    with friendly_errors():
        found = status_of(settings().articles_dir, date.today())
        if html is not None:
            _write(html, render(found))
    if html is not None:
        typer.echo(f"The page is in {html}.")
        return
    out = Console()
    out.print(_counts("Articles by domain", "domain", found.domains))
    out.print(_counts("Articles by region (some hold in several)", "region", found.regions))
    out.print(_languages(found))
    out.print(_due(found))


def _write(file: Path, page: str) -> None:
    try:
        write_atomically(file, page.encode())
    except OSError as error:
        raise ArticleError(
            f"The page cannot be written to {file}: {error.strerror}.", "Name another file."
        ) from error


def _counts(title: str, label: str, counts: Mapping[str, int]) -> Table:
    table = Table(title=title, title_justify="left", show_footer=label == "domain")
    table.add_column(label, footer="all")
    table.add_column("articles", justify="right", footer=str(sum(counts.values())))
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(name, str(count))
    return table


def _languages(found: Status) -> Table:
    table = Table(title="Texts by language", title_justify="left")
    table.add_column("language")
    for heading in ("complete", "short", "missing", "draft", "reviewed", "stale"):
        table.add_column(heading, justify="right")
    for code, language in LANGUAGES.items():
        extents = found.extents(code)
        stale = found.stale(code)
        table.add_row(
            # The code first: terminals differ in how they set right-to-left names.
            f"{code}  {language.name}",
            f"[green]{extents['complete']}[/]",
            str(extents["short"]),
            f"[red]{extents['missing']}[/]" if extents["missing"] else "0",
            str(found.translated(code, "draft")),
            str(found.translated(code, "reviewed")),
            f"[bold yellow]{stale}[/]" if stale else "0",
        )
    return table


def _due(found: Status) -> Table | str:
    if not found.overdue:
        return "No review of facts is overdue."
    table = Table(title="Overdue reviews of facts", title_justify="left")
    table.add_column("article")
    table.add_column("review by")
    for article in found.overdue:
        table.add_row(article.id, article.review_by.isoformat())
    return table
