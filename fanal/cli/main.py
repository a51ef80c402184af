"""All commands under one roof. Each group imports its room only when it is called."""

from __future__ import annotations

import typer

from fanal.cli import ask, encoder, knowledge, lookups, office, processes, understanding

app = typer.Typer(
    name="fanal",
    help="Fanal: an assistant for people who are new in Belgium.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # locals hold newcomers' words
    add_completion=False,
)
app.command()(ask.ask)
app.command()(office.office)
knowledge.app.command()(lookups.lookups)
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(encoder.app, name="encoder")
app.add_typer(understanding.nlu, name="nlu")
app.add_typer(understanding.language, name="language")
processes.register(app)
