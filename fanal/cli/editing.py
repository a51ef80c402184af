"""``fanal knowledge stamp|new|translate-template``: commands that write article files."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from fanal.cli.console import friendly_errors
from knowledge.article_loader import article_folders, find_folder
from knowledge.errors import ArticleError
from knowledge.scaffold import new_article, translation_template
from knowledge.settings import settings
from knowledge.translations import stamp as stamp_texts


def register(app: typer.Typer) -> None:
    """Add the commands to the group ``fanal knowledge``."""
    app.command()(stamp)
    app.command()(new)
    app.command()(translate_template)


def stamp(
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One article; default: all of them.")
    ] = None,
    update: Annotated[
        bool, typer.Option(help="Also stale ones: you have brought them in line with en.md.")
    ] = False,
) -> None:
    """Write into translations which English text they were made from."""
    articles_dir = settings().articles_dir
    with friendly_errors():
        if update and identifier is None:
            raise ArticleError(
                "An update of every article would hide all stale translations.",
                "Name the one article that you have looked at.",
            )
        folders = (
            article_folders(articles_dir)
            if identifier is None
            else [find_folder(articles_dir, identifier)]
        )
        written = stamp_texts(folders, update=update)
    texts = "text" if len(written) == 1 else "texts"
    typer.echo(f"{len(written)} {texts} stamped." if written else "Every text had its stamp.")


def new(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Its id: words and hyphens.")],
    domain: Annotated[str, typer.Option(help="The folder it belongs to.")],
    title: Annotated[str, typer.Option(help="Its English title.")],
) -> None:
    """Make a folder for a new article, with files to fill in."""
    with friendly_errors():
        folder = new_article(
            settings().articles_dir, identifier, domain=domain, title=title, today=date.today()
        )
    typer.echo(f"Fill in {folder / 'article.yml'} and {folder / 'en.md'}.")


def translate_template(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The article.")],
    language: Annotated[str, typer.Argument(metavar="LANG", help="A code, for example tr.")],
) -> None:
    """Begin a translation: the English sentences to replace, headings and marks as they are."""
    with friendly_errors():
        file = translation_template(settings().articles_dir, identifier, language)
    typer.echo(f"Translate {file}, then run `fanal knowledge check`.")
