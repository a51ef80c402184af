"""``fanal office``: whom to see, for a place and a need."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from fanal.cli.console import friendly_errors
from knowledge.offices import OfficeDirectory, Referral
from knowledge.offices.office import NEEDS
from knowledge.settings import settings

_QUESTIONS = {
    "place": "Which municipality is it? Give its name or postal code.",
    "track": "In Brussels a person chooses: add --track nl (Dutch) or --track fr (French).",
}


def office(
    place: Annotated[str, typer.Argument(help="A municipality, a region or a postal code.")],
    need: Annotated[str, typer.Option(help=f"One of: {', '.join(NEEDS)}.")] = "integration",
    track: Annotated[str | None, typer.Option(help="In Brussels: nl or fr.")] = None,
    language: Annotated[str, typer.Option(help="Language of the descriptions.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Name the offices for somebody who lives in PLACE."""
    with friendly_errors():
        referral = OfficeDirectory.load(settings()).find_for(place, need, track=track)
    if as_json:
        typer.echo(json.dumps(_as_object(referral, language), ensure_ascii=False, indent=2))
    else:
        _show(referral, language)


def _as_object(referral: Referral, language: str) -> dict[str, Any]:
    finding = referral.finding
    return {
        "region": referral.region,
        "municipality": referral.municipality,
        "certain": finding.certain,
        "ask": finding.ask,
        "offices": [
            {
                "id": office.id,
                "name": office.name(language),
                "does": office.described(language),
                "web": office.web,
            }
            for office in finding.offices
        ],
    }


def _show(referral: Referral, language: str) -> None:
    finding = referral.finding
    if referral.region:
        typer.echo(", ".join(filter(None, (referral.municipality, referral.region))))
    for found in finding.offices:
        web = f" ({found.web})" if found.web else ""
        typer.echo(f"- {found.name(language)}{web}: {found.described(language)}")
    if finding.ask:
        typer.echo(_QUESTIONS[finding.ask])
    elif not finding.offices:
        typer.echo("The sources name no office for this need there.")
    elif not finding.certain:
        typer.echo("The sources do not say which of these is competent: ask one of them.")
