"""``fanal knowledge lookups``: bring the lookup tables up to date."""

from __future__ import annotations

import typer

from fanal.cli.console import friendly_errors
from knowledge.lookups import lookup_tables, write_lookups
from knowledge.lookups.ids import IDS_FILE, lookup_ids, write_ids
from knowledge.offices import load_offices
from knowledge.places import municipalities
from knowledge.settings import settings


def lookups() -> None:
    """Derive data/lookups from offices, municipalities and the names of languages and countries."""
    with friendly_errors():
        offices = list(load_offices(settings().offices_dir).values())
        tables = lookup_tables(offices, municipalities())
        written = write_lookups(tables)
        if write_ids(lookup_ids(offices)):
            written.append(IDS_FILE)
    for name, entries in tables.items():
        typer.echo(f"{name}: {len(entries)} entries")
    names = ", ".join(file.name for file in written)
    typer.echo(f"Written: {names}." if written else "All were up to date.")
