"""``fanal ask``: one question, or many as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from fanal.cli.console import console, friendly_errors
from fanal.texts import sentence
from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.article import REGIONS
from knowledge.errors import QueryError
from knowledge.settings import settings


def ask(
    text: Annotated[str | None, typer.Argument(help="The question, in any language.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language it is written in; guessed if not given.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(help=f"Where the person lives: {', '.join(REGIONS)}.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help="Read JSON lines from standard input, write JSON lines.")
    ] = False,
) -> None:
    """Ask the knowledge base.

    With --batch each line in has `id`, `text` and optionally `language` and `region`; each line out
    has `id`, `action`, `articles`, `language`, `text`, `sources` and `confidence`.
    """
    with friendly_errors():
        _check_region(region)
        if batch:
            answerer = Answerer.load(settings())
            for line in _answer_lines(answerer, sys.stdin):
                typer.echo(json.dumps(line, ensure_ascii=False))
            return
        if not text or not text.strip():
            raise QueryError(
                "There is no question.", 'Ask one: fanal ask "Where can I learn Dutch?"'
            )
        answer = Answerer.load(settings()).ask(text, language=language, region=region)
        if as_json:
            typer.echo(json.dumps(_as_line(answer), ensure_ascii=False, indent=2))
        else:
            _show(answer)


def _check_region(region: object) -> None:
    if region is not None and region not in REGIONS:
        raise QueryError(f"There is no region {region!r}.", f"Use one of: {', '.join(REGIONS)}.")


def _answer_lines(answerer: Answerer, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Answer line by line; a bad line becomes an error line, the others are answered."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked = _parsed(line)
        try:
            if not isinstance(asked.get("text"), str) or "id" not in asked:
                raise QueryError(
                    f"Line {number} is not a question.",
                    'Each line is an object with "id" and "text".',
                )
            _check_region(asked.get("region"))
            answer = answerer.ask(
                asked["text"], language=asked.get("language"), region=asked.get("region")
            )
            yield {"id": asked["id"], **_as_line(answer)}
        except QueryError as error:
            yield {
                "id": asked.get("id"),
                "error": {"message": error.problem, "mend": error.mend},
            }


def _parsed(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def _as_line(answer: Answer) -> dict[str, Any]:
    return {
        "action": answer.action,
        "articles": list(answer.articles),
        "language": answer.language,
        "text": _said(answer),
        "sources": [
            {"key": s.key, "title": s.title, "section": s.section, "as_of": s.as_of}
            for s in answer.sources
        ],
        "confidence": round(answer.confidence, 4),
    }


def _said(answer: Answer) -> str:
    return answer.text or sentence(answer.action, answer.about, answer.language)


def _show(answer: Answer) -> None:
    typer.echo(_said(answer))
    if answer.about != "region":
        for topic in answer.topics:
            typer.echo(f"  · {topic.title}")
    console.print(
        f"[dim]{answer.action}, {answer.article or '-'}, confidence {answer.confidence:.2f}, "
        f"region {answer.region or 'unknown'}[/]"
    )
    for source in answer.sources:
        console.print(f"[dim]· {source.title} ({source.as_of}), {source.section}[/]")
    for office in answer.offices:
        console.print(f"[dim]→ {office.name}{f', {office.web}' if office.web else ''}[/]")
